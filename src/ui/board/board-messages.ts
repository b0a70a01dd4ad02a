import { defineMessages } from '../i18n/messages.ts'

export const boardMessages = defineMessages({
  zoomIn: { en: 'Zoom in', ja: '拡大' },
  zoomOut: { en: 'Zoom out', ja: '縮小' },
  zoomReset: { en: '{percent}, zoom to 100 %', ja: '{percent}、100 % 表示に戻す' },
  view: { en: 'View', ja: '表示' },
  actualSize: { en: 'Zoom to 100 %', ja: '100 % で表示' },
  fit: { en: 'Fit the board', ja: '全体を表示' },
  minimap: { en: 'Overview of the board', ja: 'ボードの全体図' },
  showMinimap: { en: 'Show the overview', ja: '全体図を表示' },
  hideMinimap: { en: 'Hide the overview', ja: '全体図を隠す' },
  help: {
    en: 'Arrow keys move between cards, Enter opens one, Space adds it to the selection, Escape lets go.',
    ja: '矢印キーでカードを移動し、Enter で開き、スペースで選択に加え、Escape で選択を解除します。',
  },
})
