/// <reference types="lean-qr" />
import { correction, generate } from 'lean-qr/nano';

/** The light border that scanners need, in modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The squares of a QR code, its light border included. */
export interface Modules {
  /** How many there are in a row and in a column. */
  readonly size: number;
  readonly isDark: (x: number, y: number) => boolean;
}

/** The QR code of an address; it can be read with 15 % of it damaged. */
export function modulesOf(address: string): Modules {
  const code = generate(address, { minCorrectionLevel: correction.M });
  return {
    size: code.size + 2 * QUIET_ZONE,
    isDark: (x, y) => code.get(x - QUIET_ZONE, y - QUIET_ZONE),
  };
}
