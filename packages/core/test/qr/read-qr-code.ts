import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What a scanner reads in a PNG file with a QR code; undefined if it finds none. */
export function readPng(file: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(file), { checkCRC: true });
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

/** The same for an SVG file of squares, drawn with four pixels a module. */
export function readSvg(file: Uint8Array): string | undefined {
  const svg = Buffer.from(file).toString();
  const size = 4 * Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, left, top] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = 4 * Number(top); y < 4 * Number(top) + 4; y++) {
      const start = 4 * (y * size + 4 * Number(left));
      for (let at = start; at < start + 16; at += 4) pixels.fill(0, at, at + 3);
    }
  }
  return jsQR(pixels, size, size)?.data;
}
