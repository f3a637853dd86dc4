import { randomUUID } from 'node:crypto';

import { buy, join } from './actions';
import { kopihub } from '../lib/kopihub';
import { TEXTS, type Language } from '../lib/texts';

export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const { lang, said } = await searchParams;
  const language: Language = lang === 'en' ? 'en' : 'id';
  const texts = TEXTS[language];
  const shop = await kopihub();
  const { members } = await shop.listMembers();
  const views = await Promise.all(members.map(({ id }) => shop.lookUp({ member: { id } })));
  return (
    <main lang={language}>
      <h1>{texts.title}</h1>
      <p>
        <a href="?lang=id">Bahasa Indonesia</a> <a href="?lang=en">English</a>
      </p>
      {said === undefined ? null : <p role="status">{said}</p>}
      <form action={join} id="join">
        <input type="hidden" name="lang" value={language} />
        <input type="hidden" name="key" value={randomUUID()} />
        <input name="name" placeholder={texts.name} />
        <input name="phone" placeholder={texts.phone} />
        <button>{texts.join}</button>
      </form>
      <form action={buy} id="buy">
        <input type="hidden" name="lang" value={language} />
        <input name="phone" placeholder={texts.phone} />
        <input name="amount" placeholder={texts.amount} inputMode="decimal" />
        <input name="receipt" placeholder={texts.receipt} />
        <button>{texts.buy}</button>
      </form>
      <h2>{texts.members}</h2>
      <ul>
        {views.map(({ id, profile, stamps }) => (
          <li key={id}>{`${profile.name}: ${texts.stamps(stamps?.count ?? 0, stamps?.of ?? 0)}`}</li>
        ))}
      </ul>
    </main>
  );
}
