import type { Modules } from './modules.ts';

/** A QR code as an SVG file: one path, a square for each dark module. It has no fixed size and prints sharp at any. */
export function svgOf({ size, isDark }: Modules): string {
  const squares: string[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (isDark(x, y)) squares.push(`M${x} ${y}h1v1h-1z`);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`,
    `<rect width="${size}" height="${size}" fill="#fff"/>`,
    `<path d="${squares.join('')}"/>`,
    '</svg>\n',
  ].join('');
}
