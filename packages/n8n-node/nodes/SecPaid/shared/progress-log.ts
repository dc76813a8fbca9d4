import type { Logger } from 'n8n-workflow';

const EVERY = 5000;

/** A line in n8n's log for every few thousand entries read: a long list takes minutes, and looks stuck without it. */
export function progressLog(logger: Logger): (entries: number) => void {
  let told = 0;
  return (entries) => {
    if (entries - told < EVERY) return;
    told = entries;
    logger.info(`SecPaid: ${entries} entries read so far.`);
  };
}
