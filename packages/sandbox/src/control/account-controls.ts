import type { ControlActions } from './control-action.ts';
import { Fields, required } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';

/** Actions on accounts and their tokens. No answer contains a token. */
export const accountControls: ControlActions = {
  token: (service, values) => {
    service.token = required('token', new Fields(values, ['token']).text('token'));
    return { changed: true };
  },

  account: ({ accounts }, values) => {
    const fields = new Fields(values, ['token', 'number']);
    const token = fields.text('token');
    const number = fields.whole('number', 1);
    if ((token ?? '') !== '' && number === undefined) accounts.switchTo(token ?? '');
    else if (token === undefined && number !== undefined) accounts.switchToNumber(number);
    else throw new InputError('which account: expected either its token or its number');
    return accounts.place;
  },
};
