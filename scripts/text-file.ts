/**
 * Owns reading a big text file piece by piece, packed with gzip or not, without guessing: bytes that are not in the
 * named encoding stop the reading. Says how far it is, for a progress bar.
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

export interface TextFile {
  readonly text: AsyncIterable<string>;
  readonly totalBytes: number;
  readonly bytesRead: () => number;
}

/** Throws when the file is not there; `text` throws when it breaks off or is not in the encoding. */
export const openTextFile = (path: string, encoding: string): TextFile => {
  const totalBytes = statSync(path).size;
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const bytes: AsyncIterable<Uint8Array> = isGzip(path) ? unpack(file) : file;
  return {
    text: decode(bytes, encoding),
    totalBytes,
    bytesRead: () => file.bytesRead,
  };
};

/** An error of either stream comes out where the pieces are read. */
const unpack = (file: Readable): Readable => pipeline(file, createGunzip(), () => undefined);

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes) {
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

/** By the first two bytes, whatever the file is called. */
const isGzip = (path: string): boolean => {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(2);
    return readSync(file, start) === 2 && start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    closeSync(file);
  }
};
