import type { PayInRow } from './row.ts';

/**
 * The rows of SecPaid's own documentation, letter for letter: the first one's net amount does not add up
 * there either, and the smaller pay_id was paid later.
 */
export const samples: readonly PayInRow[] = [
  {
    pay_id: '99296',
    creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
    user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
    amount: '88.19',
    net_amount: '84.71',
    service_fee: '1.33',
    service_fee_psp: '3.15',
    status: 'Success',
    recipient_note: 'Order TEST2026013557',
    payout_status: 'Pending',
    created_at: '2026-05-20 18:56:08',
    is_split_link: 'false',
    is_dispute: 'false',
    is_refund: 'false',
    payment_method: null,
    transaction_type: 'Basic',
  },
  {
    pay_id: '99298',
    creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
    user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
    amount: '55.25',
    net_amount: '53.13',
    service_fee: '0.83',
    service_fee_psp: '1.29',
    status: 'Success',
    recipient_note: 'Payment for Order #CNF-177930606093050',
    payout_status: 'Pending',
    created_at: '2026-05-20 10:19:34',
    is_split_link: 'true',
    is_dispute: 'false',
    is_refund: 'false',
    payment_method: null,
    transaction_type: 'Split',
  },
];
