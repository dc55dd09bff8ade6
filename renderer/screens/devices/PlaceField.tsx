/** Owns the field for where a device is: an address, a port, a name. */

export const PlaceField = ({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => (
  <label className="printer-field">
    <span className="tw-soft">{label}</span>
    <input
      className="tw-field"
      autoComplete="off"
      spellCheck={false}
      maxLength={180}
      placeholder={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
