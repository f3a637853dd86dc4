import { LoyaltyError } from 'loyalty-engine';

import { kopihub } from '../../../lib/kopihub';
import { say } from '../../../lib/texts';

// The engine needs Node; there is no Edge runtime for a native addon.
export const runtime = 'nodejs';

const STATUS = { refused: 409, invalid: 422, forbidden: 403, conflict: 503, unavailable: 503, broken: 500 };

/** Records a purchase for a till: `{ "phone": "0812…", "amount": "75000", "receipt": "INV-1" }`. */
export async function POST(request: Request): Promise<Response> {
  const language = request.headers.get('accept-language')?.startsWith('en') ? 'en' : 'id';
  const { phone, amount, receipt } = await request.json();
  try {
    const outcome = await (await kopihub()).recordPurchase({ member: { phone }, amount, receipt });
    return Response.json(outcome);
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error;
    return Response.json({ error, text: say(error, language) }, { status: STATUS[error.kind] });
  }
}
