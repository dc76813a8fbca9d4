import { ACCOUNT_INPUTS } from './account-inputs.ts';
import { LINK_INPUTS } from './link-inputs.ts';
import { LIST_INPUTS } from './list-inputs.ts';
import { TRIGGER_INPUTS } from './trigger-inputs.ts';

/** The words of the forms, the same on every platform. */
export const INPUTS = { ...ACCOUNT_INPUTS, ...TRIGGER_INPUTS, ...LIST_INPUTS, ...LINK_INPUTS };
