/** Whether the long forms run (`npm run test:soak`) in place of those of `npm test`. */
const SOAKING = process.env['SECPAID_SOAK'] === 'true';

/** The number that fits: a small one for `npm test`, a large one for the soak. */
export const scaled = (short: number, long: number): number => (SOAKING ? long : short);
