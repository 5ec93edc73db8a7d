// The packages lie with the pages, in web/node_modules, where nothing outside web/ finds them by name.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));

/** @type {typeof import('playwright-core')} */
export const { chromium } = require('playwright-core');
/** @type {typeof import('@axe-core/playwright').AxeBuilder} */
export const { AxeBuilder } = require('@axe-core/playwright');
