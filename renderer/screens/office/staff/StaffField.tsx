/** Owns one labelled field of the staff screens; a PIN is hidden while it is typed. */
interface StaffFieldProps {
  readonly label: string;
  readonly value: string;
  readonly secret?: boolean | undefined;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}

export const StaffField = ({ label, value, secret, onChange, onEnter }: StaffFieldProps) => (
  <label className="staff-field">
    <span className="tw-soft">{label}</span>
    <input
      className="tw-field"
      type={secret === true ? "password" : "text"}
      inputMode={secret === true ? "numeric" : "text"}
      autoComplete={secret === true ? "new-password" : "off"}
      maxLength={secret === true ? 8 : 60}
      value={value}
      onChange={(event) =>
        onChange(secret === true ? event.currentTarget.value.replace(/\D/g, "") : event.currentTarget.value)
      }
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          onEnter();
        }
      }}
    />
  </label>
);
