import type { Modules } from './modules.ts';

/** The width of a module in pixels. */
const SCALE = 10;
/** The most bytes of a stored block (RFC 1951, 3.2.4). */
const MOST_STORED = 65_535;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const bigEndian = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

function adler32(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

/** The zlib format without compression: n8n's verified nodes may not import node:zlib. */
function stored(bytes: readonly number[]): number[] {
  const blocks: number[][] = [];
  for (let start = 0; start < bytes.length; start += MOST_STORED) {
    const block = bytes.slice(start, start + MOST_STORED);
    const isLast = start + MOST_STORED >= bytes.length;
    const [low, high] = [block.length & 0xff, block.length >>> 8];
    blocks.push([Number(isLast), low, high, ~low & 0xff, ~high & 0xff], block);
  }
  return [0x78, 0x01, ...blocks.flat(), ...bigEndian(adler32(bytes))];
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  return [...bigEndian(data.length), ...body, ...bigEndian(crc32(body))];
}

/** A line of pixels, one bit each, light is 1; the byte before it says that it is not filtered. */
function lineOf({ size, isDark }: Modules, y: number): number[] {
  const line = Array<number>(1 + Math.ceil((size * SCALE) / 8)).fill(0);
  for (let pixel = 0; pixel < size * SCALE; pixel++) {
    const at = 1 + (pixel >> 3);
    if (!isDark(Math.floor(pixel / SCALE), y)) line[at] = (line[at] ?? 0) | (0x80 >> (pixel & 7));
  }
  return line;
}

/** A QR code as a PNG file in black and white (ISO/IEC 15948), ten pixels a module. */
export function pngOf(modules: Modules): Uint8Array {
  const width = bigEndian(modules.size * SCALE);
  const lines = Array.from({ length: modules.size }, (_, y) => lineOf(modules, y));
  const pixels = lines.flatMap((line) => Array<number[]>(SCALE).fill(line).flat());
  return Uint8Array.from([
    ...SIGNATURE,
    // One bit of grey a pixel.
    ...chunk('IHDR', [...width, ...width, 1, 0, 0, 0, 0]),
    ...chunk('IDAT', stored(pixels)),
    ...chunk('IEND', []),
  ]);
}
