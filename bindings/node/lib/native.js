'use strict';

const { readFileSync } = require('node:fs');

const { version } = require('../package.json');

/** What addons of this package are called, each for its platform. */
const ADDON = /[/\\]loyalty-engine\.[\w-]+\.node$/;

/** Where the addons are that this process has loaded, on whichever thread. */
function loaded() {
  const files = process.platform === 'linux'
    ? readFileSync('/proc/self/maps', 'utf8').split('\n').map((line) => line.slice(line.indexOf('/')))
    : process.report.getReport().sharedObjects;
  return [...new Set(files.filter((file) => ADDON.test(file)))];
}

function load() {
  for (const file of loaded()) {
    const found = require(file);
    if (found.VERSION === version) return found;
  }
  return require(`../loyalty-engine.${process.platform}-${process.arch}.node`);
}

/**
 * The addon, once in a process, however many copies of this package it holds: locks on a file belong to a process, so
 * two copies of SQLite in one lose each other's (https://sqlite.org/howtocorrupt.html, 2.2.1).
 */
const native = (globalThis[Symbol.for(`loyalty-engine@${version}`)] ??= load());

/** Another version of the addon in this process, if there is one. */
function stranger() {
  return loaded().find((file) => require(file).VERSION !== version);
}

module.exports = { native, stranger };
