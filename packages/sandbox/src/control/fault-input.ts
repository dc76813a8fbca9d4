import { endpoints } from '../api/endpoints.ts';
import { faultKinds, type Fault, type FaultKind } from '../api/fault.ts';
import { Fields, required } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';

/** Reads a fault from a control request. */
export function readFault(values: Readonly<Record<string, unknown>>): Fault {
  const own = ['retryAfter', 'status', 'message', 'delayMs', 'location', 'code', 'result'];
  const fields = new Fields(values, ['kind', 'times', 'onPage', 'onEndpoint', ...own]);
  const kind = readKind(required('kind', fields.choice('kind', faultKinds)), fields);
  // A field of another kind would have no effect, and its sender would not learn why.
  const stray = own.find((name) => name in values && !(name in kind));
  if (stray !== undefined)
    throw new InputError(`"${stray}": a fault of kind "${kind.kind}" has no such field`);
  const onEndpoint = fields.choice('onEndpoint', [...endpoints.keys()]);
  return { ...kind, times: fields.whole('times', 1), onPage: fields.whole('onPage', 1), onEndpoint };
}

function readKind(kind: FaultKind['kind'], fields: Fields): FaultKind {
  switch (kind) {
    case '429':
    case '503':
      return { kind, retryAfter: fields.figure('retryAfter') };
    case 'html':
      return { kind, status: fields.choice('status', [200, 503] as const) };
    case 'error-envelope':
      return {
        kind,
        message: required('message', fields.text('message')),
        status: fields.choice('status', [200, 400, 403] as const),
      };
    case 'unclear':
      return { kind, code: fields.any('code'), result: fields.any('result') };
    case 'slow':
      return { kind, delayMs: required('delayMs', fields.whole('delayMs', 0)) };
    case 'redirect':
      return {
        kind,
        location: required('location', fields.text('location')),
        status: fields.choice('status', [301, 302, 307, 308] as const),
      };
    default:
      return { kind };
  }
}
