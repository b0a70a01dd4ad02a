import type { Theme } from '@glideapps/glide-data-grid'
import { useSyncExternalStore } from 'react'
import { onThemeChange, readColours } from '#ui/colours.ts'

const tokens = [
  'panel',
  'raised',
  'sunken',
  'chrome',
  'hover',
  'line',
  'line-2',
  'line-3',
  'text',
  'text-2',
  'text-3',
  'accent',
  'accent-soft',
  'accent-text',
  'on-accent',
  'amber',
  'amber-soft',
  'amber-line',
  'violet',
  'red',
  'red-soft',
  'hit',
  'env-staging',
  'env-staging-rule',
  'env-staging-soft',
  'env-third',
  'env-third-rule',
  'env-third-soft',
  'env-fourth',
  'env-fourth-rule',
  'env-fourth-soft',
  'env-production',
  'env-production-rule',
  'env-production-soft',
] as const
export type GridColours = Readonly<Record<(typeof tokens)[number], string>>

let known: GridColours | undefined

/** The colour tokens of the current theme, for painting. */
export function useGridColours(): GridColours {
  return useSyncExternalStore(subscribe, read)
}

function subscribe(listener: () => void): () => void {
  function again(): void {
    known = undefined
    listener()
  }
  // A page repaints itself when its fonts arrive; a canvas has to be told.
  document.fonts.addEventListener('loadingdone', again)
  const stop = onThemeChange(again)
  return () => {
    document.fonts.removeEventListener('loadingdone', again)
    stop()
  }
}

function read(): GridColours {
  known ??= readColours(tokens)
  return known
}

/** Glide's theme, derived from our tokens. */
export function gridTheme(colours: GridColours): Partial<Theme> {
  return {
    accentColor: colours.accent,
    accentFg: colours['on-accent'],
    accentLight: colours['accent-soft'],
    textDark: colours.text,
    textMedium: colours['text-2'],
    textLight: colours['text-3'],
    textHeader: colours.text,
    textGroupHeader: colours.text,
    textHeaderSelected: colours.text,
    bgCell: colours.panel,
    bgCellMedium: colours.sunken,
    bgHeader: colours.chrome,
    bgHeaderHasFocus: colours['accent-soft'],
    bgHeaderHovered: colours.hover,
    bgSearchResult: colours.hit,
    borderColor: colours.line,
    horizontalBorderColor: colours.line,
    headerBottomBorderColor: colours['line-2'],
    cellHorizontalPadding: 8,
    cellVerticalPadding: 4,
    headerFontStyle: '600 12px',
    baseFontStyle: '13px',
    editorFontSize: '13px',
    fontFamily: "'Inter Variable', 'Noto Sans CJK JP', 'Hiragino Sans', sans-serif",
    roundingRadius: 6,
  }
}
