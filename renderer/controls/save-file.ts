/** Owns handing a file to whoever shows this page: the browser saves it, the desktop program asks where. */
export const saveFile = ({
  name,
  text,
  type,
}: {
  readonly name: string;
  readonly text: string;
  readonly type: "text/csv" | "application/json" | "text/html" | "text/plain";
}): void => {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
