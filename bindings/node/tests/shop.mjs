// A shop, for tests and benchmarks.
export const RULES = `
[program]
name = "Kopi Hub"
currency = "IDR"
time_zone = "Asia/Jakarta"
rounding = { places = 0 }
phone_region = "ID"

[membership]
lasts = { months = 12 }

[stamps]
per_cycle = 10
min_amount = "50000"
`;

export const OWNER = { role: 'owner', id: 'rina' };
export const CASHIER = { role: 'cashier', id: 'sari', outlet: 'kemang' };
export const PHONE = '0812-3456-7890';

/** A shop with one member, who has an empty card. */
export async function shop(loyalty, name = 'kopi-hub') {
  const owner = loyalty.program(name, OWNER);
  await owner.publishRules({ rules: { text: RULES } });
  await owner.issueCards({ numbers: ['KH-1'] });
  const kopihub = loyalty.program(name, CASHIER);
  await kopihub.activate({ card: { number: 'KH-1' }, name: 'Dewi Lestari', phone: PHONE });
  return kopihub;
}
