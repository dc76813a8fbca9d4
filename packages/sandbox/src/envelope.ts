import type { PayInRow } from './row.ts';

/** SecPaid's envelope around a list; the typo is theirs. */
export function success(data: readonly PayInRow[], zone: string) {
  return { data, ...listed(zone) };
}

/** The same envelope with its list missing, as a fault. */
export function listed(zone: string) {
  return { ResponseCode: 1, ResponseMsg: 'List retrived successfully', Result: 'True', ServerTime: zone };
}

/** SecPaid's envelope around a refusal. */
export function failure(message: string, zone: string) {
  return { ResponseCode: 0, ResponseMsg: message, Result: 'False', ServerTime: zone };
}
