import { dictionary } from '../language.svelte';
import { en } from './en';
import { fr } from './fr';

export const decision = dictionary(en, fr);
