/** Colours of the map that are not a layer's own, for dark and light ground; the same tokens as css/tokens.css. */

export const THEMES = {
  dark: {
    name: 'dark', ground: '#0A1420', text: '#E6F1FF', muted: '#9DB4CE', halo: '#0A1420', casing: '#0A1420',
    shadow: '#060D16', accent: '#35C4F0', veil: 'rgba(10, 20, 32, 0.72)',
  },
  light: {
    name: 'light', ground: '#FFFFFF', text: '#16202E', muted: '#4A5A70', halo: '#FFFFFF', casing: '#D9D2C4',
    shadow: '#CFC6B8', accent: '#0B62B0', veil: 'rgba(255, 255, 255, 0.72)',
  },
};

export const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
