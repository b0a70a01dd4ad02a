import { defineMessages } from '#ui/i18n/messages.ts'

/** Where something that is dragged over the board would go. */
export const dropMessages = defineMessages({
  behindStage: { en: 'After {name}', ja: '{name} の後' },
  beforeStage: { en: 'Before {name}', ja: '{name} の前' },
  betweenStages: { en: 'Between {behind} and {before}', ja: '{behind} と {before} の間' },
  behindGate: { en: 'Between the gate {gate} and {before}', ja: '承認ゲート {gate} と {before} の間' },
  behindOrBetween: {
    en: 'After {name}; with Shift, before what follows',
    ja: '{name} の後。Shift を押すと後続ステージの前',
  },
  betweenMany: { en: 'Between {behind} and the {count} that follow', ja: '{behind} と、続く {count} 個の間' },
  beforeLane: { en: 'Before everything that enters {name}', ja: '{name} に入るものすべての前' },
  intoLane: { en: 'Into {name}', ja: '{name} へ' },
  intoLaneBehind: { en: 'Into {name}, after {behind}', ja: '{name} の {behind} の後' },
  buildLane: { en: 'Build', ja: 'ビルド' },
  asksWhere: { en: 'For several applications: you are asked which', ja: '複数のアプリへ（どれかを尋ねます）' },
  gateNowhere: { en: 'A gate goes onto a stage or into a lane', ja: '承認ゲートはステージかレーンへ' },
})
