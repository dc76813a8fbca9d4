import { jsonAnswer, type ApiAnswer } from '../wire/api-call.ts';
import { failure, listed, withVerdict } from '../wire/envelope.ts';

/** What can go wrong between SecPaid and its caller. */
export type FaultKind =
  | { readonly kind: '429' | '503'; readonly retryAfter?: number | string | undefined }
  | {
      readonly kind: '401' | '500' | 'cut-off' | 'no-list' | 'drop' | 'lost-answer' | 'firewall' | 'http-400';
    }
  | { readonly kind: 'html'; readonly status?: 200 | 503 | undefined }
  | {
      readonly kind: 'error-envelope';
      readonly message: string;
      readonly status?: 200 | 400 | 403 | undefined;
    }
  | { readonly kind: 'unclear'; readonly code?: unknown; readonly result?: unknown }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | {
      readonly kind: 'redirect';
      readonly location: string;
      readonly status?: 301 | 302 | 307 | 308 | undefined;
    };

/** A fault for the coming requests: how often (default once), and only for what is named here. */
export type Fault = FaultKind & {
  readonly times?: number | undefined;
  readonly onPage?: number | undefined;
  /** Such as createLink. */
  readonly onEndpoint?: string | undefined;
};

/** Every kind of fault, for checking input. */
export const faultKinds = [
  '429',
  '500',
  '503',
  '401',
  'html',
  'cut-off',
  'error-envelope',
  'no-list',
  'slow',
  'drop',
  'lost-answer',
  'redirect',
  'firewall',
  'unclear',
  'http-400',
] as const satisfies readonly FaultKind['kind'][];

/** The connection ended without an answer. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped' as const;
}

/** What a fault needs of the service. */
export interface FaultSurroundings {
  readonly zone: string;
  readonly wait: (ms: number) => Promise<void>;
  /** The answer that there would have been. */
  readonly answer: () => ApiAnswer;
}

const maintenance =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>';

const forbidden =
  '<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>Request blocked</h1><p>The firewall refused this request.</p></body></html>';

/** The answer that a fault makes of a request; rejects with ConnectionDropped if there is none. */
export async function spoiled(
  fault: FaultKind,
  { zone, wait, answer }: FaultSurroundings,
): Promise<ApiAnswer> {
  switch (fault.kind) {
    case '401':
      return jsonAnswer(401, { message: 'Unauthenticated.' });
    case '429':
      return jsonAnswer(429, { message: 'Too Many Attempts.' }, retryAfter(fault.retryAfter));
    case '500':
      return jsonAnswer(500, { message: 'Server Error' });
    case '503':
      return jsonAnswer(503, { message: 'Service Unavailable' }, retryAfter(fault.retryAfter));
    case 'html':
      return { status: fault.status ?? 200, headers: { 'content-type': 'text/html' }, body: maintenance };
    case 'cut-off': {
      const whole = answer();
      return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
    }
    case 'error-envelope':
      return jsonAnswer(fault.status ?? 200, failure(fault.message, zone));
    case 'firewall':
      return { status: 403, headers: { 'content-type': 'text/html' }, body: forbidden };
    case 'unclear': {
      // What was asked for is done; whether it was, the answer does not say.
      const { code = '1', result = 'False' } = fault;
      return withVerdict(answer(), () => ({ ResponseCode: code, Result: result }));
    }
    case 'http-400':
      // What was asked for is done, and the envelope says so.
      return { ...answer(), status: 400 };
    case 'no-list':
      return jsonAnswer(200, listed(zone));
    case 'slow':
      await wait(fault.delayMs);
      return answer();
    case 'drop':
      throw new ConnectionDropped('the sandbox dropped the connection, as a fault');
    case 'lost-answer':
      // What was asked for is done; its caller does not learn of it.
      answer();
      throw new ConnectionDropped('the sandbox dropped the answer, as a fault');
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
  }
}

function retryAfter(value: number | string | undefined): Record<string, string> {
  return value === undefined ? {} : { 'retry-after': String(value) };
}
