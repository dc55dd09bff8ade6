/** Owns whose signed coupons this till takes: its own key to carry to others, and the keys of others. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CouponKeyView } from "../../../../contracts/ipc/signed-coupons.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { saveFile } from "../../../controls/save-file.ts";
import { useGranted } from "../../../controls/use-granted.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

interface KeyRowProps {
  readonly known: CouponKeyView;
  readonly onTurn: (isTrusted: boolean) => void;
}

const KeyRow = ({ known, onTurn }: KeyRowProps) => {
  const { t } = useTranslation();
  const configure = useGranted("store:configure");
  const { keyId, name, isTrusted, isOwn, publicKey } = known;
  return (
    <li data-testid="coupon-key">
      <span>
        <b>{name}</b>{" "}
        <small className="tw-soft">
          {[keyId, isOwn ? t("signed.own") : null, t(isTrusted ? "signed.trusted" : "signed.untrusted")]
            .filter((part) => part !== null)
            .join(" · ")}
        </small>
      </span>
      <span className="coupons-keys">
        {isOwn ? (
          <Key
            label={t("signed.copyKey")}
            onPress={() => {
              saveFile({ name: `${name}-${keyId}.pem`, text: publicKey, type: "text/plain" });
              say(t("signed.keySaved"));
            }}
          />
        ) : null}
        <Key
          label={t(isTrusted ? "signed.distrust" : "signed.trust")}
          {...configure}
          onPress={() => onTurn(!isTrusted)}
        />
      </span>
    </li>
  );
};

export const CouponKeys = () => {
  const { t } = useTranslation();
  const configure = useGranted("store:configure");
  const [keys, setKeys] = useState<readonly CouponKeyView[]>([]);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void call("coupon.keys", {}).then((result) => {
      if (result.ok) {
        setKeys(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  const put = async (key: Pick<CouponKeyView, "publicKey" | "name" | "isTrusted">): Promise<void> => {
    const result = await call("coupon.setKey", key);
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      setKeys(result.value);
      setName("");
      setText("");
    }
  };
  return (
    <div className="coupons-form">
      <h3 className="tw-heading">{t("signed.keys")}</h3>
      <ul className="coupons-keyring">
        {keys.map((known) => (
          <KeyRow
            key={known.keyId}
            known={known}
            onTurn={(isTrusted) => void put({ publicKey: known.publicKey, name: known.name, isTrusted })}
          />
        ))}
      </ul>
      <span className="tw-soft">{t("signed.addKey")}</span>
      <LabelledField label={t("signed.keyName")} maxLength={60} value={name} onChange={setName} />
      <label className="labelled-field">
        <span className="tw-soft">{t("signed.keyText")}</span>
        <textarea
          className="tw-field coupons-pem"
          rows={3}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="coupons-keys">
        <Key
          label={t("signed.trust")}
          hint={configure.hint}
          disabled={configure.disabled === true || name.trim() === "" || text.trim() === ""}
          onPress={() => void put({ publicKey: text.trim(), name: name.trim(), isTrusted: true })}
        />
      </div>
    </div>
  );
};
