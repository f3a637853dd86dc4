'use server';

import { redirect } from 'next/navigation';

import { LoyaltyError } from 'loyalty-engine';

import { kopihub } from '../lib/kopihub';
import { TEXTS, say, type Language } from '../lib/texts';

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

/** A card is made and given to a new member. The form's key makes a second click harmless. */
export async function join(form: FormData): Promise<void> {
  await answered(form, async () => {
    const shop = await kopihub();
    const key = text(form, 'key');
    const issued = await shop.actingAs({ role: 'owner', id: 'rina' }).issueCards({ count: 1 }, { key: `card-${key}` });
    const number = issued.cards?.[0]?.number ?? '';
    await shop.activate({ card: { number }, name: text(form, 'name'), phone: text(form, 'phone') }, { key });
  });
}

/** The receipt is the key of a purchase: recorded twice, it counts once. */
export async function buy(form: FormData): Promise<void> {
  await answered(form, async () => {
    const [phone, amount, receipt] = [text(form, 'phone'), text(form, 'amount'), text(form, 'receipt')];
    await (await kopihub()).recordPurchase({ member: { phone }, amount, receipt });
  });
}

async function answered(form: FormData, work: () => Promise<void>): Promise<never> {
  const language: Language = text(form, 'lang') === 'en' ? 'en' : 'id';
  let said = TEXTS[language].done;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error;
    said = say(error, language);
  }
  redirect(`/?${new URLSearchParams({ lang: language, said })}`);
}
