import type { ApiAnswer } from './api-call.ts';

/** SecPaid's envelope around a list, or around what was made. */
export function success(data: unknown, zone: string, message = listMessage) {
  return { data, ...done(message, zone) };
}

/** SecPaid's envelope if there is nothing to give. */
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

/** An answer in an envelope with another verdict than its own, which `verdict` is handed. */
export function withVerdict(answer: ApiAnswer, verdict: (success: boolean) => object): ApiAnswer {
  const envelope: unknown = JSON.parse(answer.body);
  if (typeof envelope !== 'object' || envelope === null) return answer;
  const success = 'Result' in envelope && envelope.Result === 'True';
  return { ...answer, body: JSON.stringify({ ...envelope, ...verdict(success) }) };
}
