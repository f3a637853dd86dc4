'use strict';

const { lent } = require('./lib/lent.js');
const { LoyaltyBase } = require('./lib/loyalty_base.js');

/** The engine within a transaction of the host's. */
class LoyaltyIn extends LoyaltyBase {
  constructor(query, { schema = 'loyalty', seed } = {}) {
    super(lent(`postgres:${schema}`, query, seed));
  }
}

/** Every value is text, whatever the driver would make of it elsewhere. */
const TEXT = { getTypeParser: () => (value) => value };

/** On a client of `pg`. */
const pg = (client) => async (text, values) => {
  const { rows } = await client.query({ text, values, rowMode: 'array', types: TEXT });
  return rows;
};

/** In an interactive transaction of Prisma's. */
const prisma = (transaction) => async (sql, values) =>
  (await transaction.$queryRawUnsafe(sql, ...values)).map(Object.values);

/** In a transaction of Drizzle's, over `pg`. */
const drizzle = (transaction) => pg(transaction.session?.client ?? transaction._.session.client);

module.exports = { LoyaltyIn, drizzle, pg, prisma };
