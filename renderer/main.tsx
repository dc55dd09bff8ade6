/** Owns the start of the screens: fonts, styles, texts, the link to the till, and the first paint. */
import { MantineProvider } from "@mantine/core";
import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./screens/app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./screens/App.tsx";
import { startSession } from "./session/start-session.ts";
import { usePreferences } from "./stores/preferences-store.ts";
import { startTexts } from "./texts/i18n.ts";
import { resolveVariables, theme } from "./theme/theme.ts";
import { connectTo } from "./transport/connect.ts";

/** The host puts a nonce on each start's page: without it the page's policy refuses the library's style element. */
const readNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

const start = async (): Promise<void> => {
  const root = document.querySelector("#root");
  if (root === null) {
    throw new Error("The page has no root element");
  }
  await startTexts("en");
  startSession(connectTo("/till"));
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        getStyleNonce={readNonce}
        defaultColorScheme={usePreferences.getState().theme}
      >
        <App />
      </MantineProvider>
    </StrictMode>,
  );
};

void start();
