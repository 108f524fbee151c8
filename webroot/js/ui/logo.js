import { h } from './dom.js';

export function logo() {
  return h('img', { class: 'logo', src: '/favicon.svg', alt: '', width: 32, height: 32 });
}
