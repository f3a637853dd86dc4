'use strict';

const { types } = require('node:util');

/** Deeper than any call. */
const DEPTH_MAX = 64;
/** More than any request may hold; a list can be said to be longer without being so. */
const ITEMS_MAX = 100_000;

/**
 * A value as the engine reads it: one string, because a single one crosses far quicker than its parts. Each value is a
 * letter that tells its sort, and what belongs to it; text is written as it is, after its length.
 */
function tape(value, depth = 0) {
  switch (typeof value) {
    case 'string':
      return `s${text(value)}`;
    case 'undefined':
      return 'n';
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? `i${text(String(value))}` : 'd';
    case 'bigint':
      return `i${text(String(value))}`;
    case 'object':
      return value === null || depth > DEPTH_MAX ? 'n' : object(value, depth + 1);
    default:
      return 'x';
  }
}

function object(value, depth) {
  if (Array.isArray(value)) return list(value, depth);
  if (types.isDate(value)) return `m${text(String(value.valueOf()))}`;
  if (!isPlain(value)) return 'x';
  let fields = '';
  let count = 0;
  for (const name of Object.keys(value)) {
    const given = value[name];
    // What is undefined is not given.
    if (given === undefined) continue;
    fields += text(name) + tape(given, depth);
    count += 1;
  }
  return `o${number(count)}${fields}`;
}

function list(items, depth) {
  const { length } = items;
  if (length > ITEMS_MAX) return 'e';
  let all = `l${number(length)}`;
  for (let index = 0; index < length; index += 1) all += tape(items[index], depth);
  return all;
}

const text = (given) => number(given.length) + given;

const number = (count) => String.fromCharCode(count >>> 16, count & 0xffff);

/**
 * An object that is nothing but its fields, of whichever realm or class: one of JavaScript's own sorts, such as a `Map`,
 * says by its tag that it is more.
 */
function isPlain(value) {
  const parent = Object.getPrototypeOf(value);
  return parent === null || Object.getPrototypeOf(parent) === null
    || Object.prototype.toString.call(value) === '[object Object]';
}

module.exports = { tape };
