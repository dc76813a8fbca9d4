import { isLoopback } from '../values/loopback.ts';
import { bodyOf, payloadOf, type Notice, type PaymentEndpointSettings } from './payment-endpoint.ts';

/** A call of the Payment Endpoint as the sandbox remembers it. */
export interface DeliveryRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly url: string;
  /** What was told, in clear even if it travelled encrypted. */
  readonly payload: unknown;
  readonly encrypted: boolean;
  /** Whether the call is for a payment that does not exist. */
  readonly forged: boolean;
  /** The answer's HTTP status; null where none came, or while none has come yet. */
  readonly status: number | null;
  /** Why no answer came. */
  readonly error: string | null;
}

/** What goes wrong with coming calls: the same one sent twice at once, or none at all. */
export type DeliveryFault = 'twice' | 'lost';

// An endpoint that does not answer is not waited for any longer: a busy n8n may take a while. What SecPaid does is not stated.
const patience = 60_000;
const kept = 1000;

/** Calls of the Payment Endpoint: made when a link is paid, never repeated (retries are not stated). */
export class Deliveries {
  readonly #now: () => number;
  readonly #faults: DeliveryFault[] = [];
  #records: DeliveryRecord[] = [];
  readonly #underWay = new Set<Promise<void>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The coming calls go wrong, one each. */
  addFault(fault: DeliveryFault, times: number): void {
    for (let n = 0; n < times; n++) this.#faults.push(fault);
  }

  /** Starts to tell some addresses; does not wait for their answers. */
  send(
    notice: Notice,
    { urls, form = 'json', encryptionKey }: PaymentEndpointSettings,
    forged = false,
  ): void {
    const payload = payloadOf(notice, form);
    const body = bodyOf(payload, encryptionKey);
    for (const url of urls) {
      const fault = this.#faults.shift();
      const copies = fault === 'lost' ? 0 : fault === 'twice' ? 2 : 1;
      for (let n = 0; n < copies; n++) {
        this.#start({ url, payload, encrypted: encryptionKey !== undefined, forged }, body);
      }
    }
  }

  /** The last calls, the oldest first. */
  all(): readonly DeliveryRecord[] {
    return this.#records;
  }

  /** Resolves once every call made so far was answered or given up. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Forgets the calls and their faults. */
  clear(): void {
    this.#records = [];
    this.#faults.length = 0;
  }

  #start(about: Pick<DeliveryRecord, 'url' | 'payload' | 'encrypted' | 'forged'>, body: string): void {
    const record = { time: new Date(this.#now()).toISOString(), ...about, status: null, error: null };
    const at: { -readonly [Key in keyof DeliveryRecord]: DeliveryRecord[Key] } = record;
    this.#records.push(at);
    if (this.#records.length > kept) this.#records.shift();
    const call = post(about.url, body).then(
      (status) => void (at.status = status),
      (error: unknown) => void (at.error = reasonOf(error)),
    );
    this.#underWay.add(call);
    void call.then(() => this.#underWay.delete(call));
  }
}

async function post(url: string, body: string): Promise<number> {
  // A note or a test must not make the sandbox call strangers.
  if (!isLoopback(url)) throw new Error('the sandbox calls only this machine, as localhost or 127.0.0.1');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  return answer.status;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
