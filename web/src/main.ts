import './ui/theme.css';
import './ui/base.css';
import './ui/controls.css';
import { mount } from 'svelte';
import App from './app/App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
