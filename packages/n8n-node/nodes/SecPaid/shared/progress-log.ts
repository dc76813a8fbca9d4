import type { IExecuteFunctions, Logger } from 'n8n-workflow';

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

/** A line in n8n's log for each change: after Stop, a time-out or a crash it is all that tells of it. */
export function logChange(context: IExecuteFunctions, itemIndex: number, change: string): void {
  context.logger.info(`SecPaid: ${change}, item ${itemIndex + 1} of ${context.getInputData().length}.`);
}
