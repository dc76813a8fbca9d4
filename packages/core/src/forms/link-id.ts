const IN_ADDRESS = /[?&]link_id=([^&#\s]+)/i;
/** Base64 of digits begins with one of these letters, so a code is never taken for an ID. */
const CODE = /^[MNO][A-Za-z0-9+/]*={0,2}$/;

function decoded(code: string): string {
  try {
    return atob(code);
  } catch {
    return code;
  }
}

/**
 * The ID of a payment link in what names it: the address of the link (pay_link), of its QR code, or the code at the end
 * of them, which is the ID in base64 ("Payment Links"). Any other text stays as it is.
 */
export function linkIdIn(text: string): string {
  const code = (IN_ADDRESS.exec(text)?.[1] ?? text).replace(/%3D/gi, '=');
  return CODE.test(code) ? decoded(code) : code;
}
