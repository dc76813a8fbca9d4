import { INPUTS } from '@secpaid/core';
import { choiceField } from './parameters';

/** The filter by payment method, of the trigger and of the list. */
export const paymentMethod = choiceField('paymentMethod', INPUTS.paymentMethod, 'card');

/** The filter by transaction type, of the trigger and of the list. */
export const transactionType = choiceField('transactionType', INPUTS.transactionType, 'Basic');
