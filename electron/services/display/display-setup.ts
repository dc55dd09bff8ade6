/** Owns how the customer display looks and where its code leads: the setting `customerScreen.setup`, audited. */
import type { DisplaySetup } from "../../../contracts/ipc/display.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";
import type { LastSale } from "./last-sale.ts";

const KEY = "customerScreen.setup";
const AT_FIRST: DisplaySetup = { theme: "light", joinLink: null };

export const displaySetup = ({ settings }: SettingsDep): DisplaySetup => {
  const stored = settings.get<DisplaySetup>(KEY, (value) =>
    typeof value === "object" && value !== null && "theme" in value && "joinLink" in value
      ? (value as DisplaySetup)
      : null,
  );
  return stored.ok ? (stored.value ?? AT_FIRST) : AT_FIRST;
};

export const setDisplaySetup = (
  deps: ChangeSettingsDeps & { readonly lastSale: LastSale },
  actor: Actor,
  setup: DisplaySetup,
): DisplaySetup => {
  changeSettings(deps, actor, {
    values: { [KEY]: setup },
    action: "setting.display",
    before: displaySetup(deps),
    after: setup,
  });
  deps.lastSale.changed();
  return setup;
};
