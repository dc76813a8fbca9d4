/** Sample answers of SecPaid's documentation of its link and payout endpoints, copied as text. */
export const documentedLink = `{
  "is_cancellation": "No",
  "user_id": "b44c4429-4a7b-4e27-85af-c1c2f43f4ffe",
  "amount": 25,
  "recipient_note": "Test regular link",
  "status": "Unused",
  "paymentEndpoint": "https://google.com",
  "callback_url": "https://google.com",
  "servicefee": "1.0",
  "recipients": null,
  "is_split_link": "false",
  "split_type": "normal",
  "bank_transfer": "true",
  "is_qr_link": "false",
  "payment_config": "",
  "bank_statement_description": "",
  "created_at": "2026-05-20 11:19:48",
  "id": 99290,
  "pay_link": "https://app.secpaid.com/payment?link_id=OTkyOTA=",
  "qr_img": "https://quickchart.io/chart?chl=https://app.secpaid.com/payment?link_id=OTkyOTA=&chs=300x300&cht=qr"
}`;

export const documentedUnusedLinks = `{
  "data": [
    {
      "linktopay_id": "99290",
      "user_id": "b44c4429-4a7b-4e27-85af-c1c2f43f4ffe",
      "recipient_note": "Test regular link",
      "amount": "25.00",
      "is_cancelled": "No",
      "recipients": null,
      "is_split_link": "false",
      "pay_link": "https://app.secpaid.com/payment?link_id=OTkyOTA=",
      "qr_img": "https://quickchart.io/chart?chl=https://app.secpaid.com/payment?link_id=OTkyOTA=&chs=300x300&cht=qr",
      "transaction_type": "Basic"
    }
  ],
  "ResponseCode": 1,
  "ResponseMsg": "List retrived successfully",
  "Result": "True",
  "ServerTime": "CEST"
}`;

export const documentedUsedLinks = `{
  "data": [
    {
      "linktopay_id": "99248",
      "user_id": "b44c4429-4a7b-4e27-85af-c1c2f43f4ffe",
      "recipient_note": "Test-Ala",
      "amount": "5.00",
      "is_cancelled": "No",
      "recipients": "[{\\"token\\":\\"testuser-a\\",\\"share\\":4.9}]",
      "is_split_link": "true",
      "paid_on": "2026-05-12 06:54:17",
      "transaction_type": "Split"
    }
  ],
  "ResponseCode": 1,
  "ResponseMsg": "List retrived successfully",
  "Result": "True",
  "ServerTime": "CEST"
}`;

export const documentedPayouts = `{
  "data": [
    {
      "payout_id": "21503",
      "user_id": "b44c4429-4a7b-4e27-85af-c1c2f43f4ffe",
      "transaction_id": "20260512-po-tYlGbn74wT",
      "payout_amount": "74.06",
      "service_fee": 0.73,
      "net_amount": 71.53,
      "payout_status": "InProgress",
      "request_date": "2026-05-12",
      "created_at": "2026-05-20 02:01:14",
      "is_split_link": "true",
      "is_dispute": "false",
      "is_refund": "false",
      "transaction_type": "Split"
    }
  ],
  "ResponseCode": 1,
  "ResponseMsg": "List retrived successfully",
  "Result": "True",
  "ServerTime": "CEST"
}`;
