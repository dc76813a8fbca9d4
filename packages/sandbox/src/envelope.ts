/** SecPaid's envelope around a list, or around what was made. */
export function success(data: unknown, zone: string, message = listMessage) {
  return { data, ...done(message, zone) };
}

/** SecPaid's envelope where there is nothing to give. */
export function done(message: string, zone: string) {
  return { ResponseCode: 1, ResponseMsg: message, Result: 'True', ServerTime: zone };
}

// The typo is theirs.
const listMessage = 'List retrived successfully';

/** The same envelope with its list missing, as a fault. */
export function listed(zone: string) {
  return done(listMessage, zone);
}

/** SecPaid's envelope around a refusal. */
export function failure(message: string, zone: string) {
  return { ResponseCode: 0, ResponseMsg: message, Result: 'False', ServerTime: zone };
}
