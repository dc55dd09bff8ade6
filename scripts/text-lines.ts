/**
 * Owns cutting a stream of UTF-8 into lines, as they come. A line ends with \n or \r\n only: U+2028, U+2029 and a lone
 * \r may stand inside JSON. A byte order mark at the start is not part of the first line. Never holds more than one
 * line and one chunk.
 */

/** A last line without a line break counts; after the last line break there is no further line. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const parts = decoder.decode(chunk, { stream: true }).split("\n");
    const unfinished = parts.pop() ?? "";
    for (const part of parts) {
      yield withoutReturn(begun.join("") + part);
      begun = [];
    }
    begun.push(unfinished);
  }
  const last = begun.join("") + decoder.decode();
  if (last !== "") {
    yield withoutReturn(last);
  }
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);
