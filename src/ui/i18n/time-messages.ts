import { defineMessages } from './messages.ts'

export const timeMessages = defineMessages({
  now: { en: 'now', ja: '今' },
  justNow: { en: 'just now', ja: 'たった今' },
  ago: { en: '{age} ago', ja: '{age}前' },
  milliseconds: { en: '{milliseconds} ms', ja: '{milliseconds} ミリ秒' },
  seconds: { en: '{seconds} s', ja: '{seconds} 秒' },
  minutes: { en: '{minutes} min', ja: '{minutes} 分' },
  hours: { en: '{hours} h', ja: '{hours} 時間' },
  days: { en: '{days} d', ja: '{days} 日' },
  minutesSeconds: { en: '{minutes} min {seconds} s', ja: '{minutes} 分 {seconds} 秒' },
  hoursMinutes: { en: '{hours} h {minutes} min', ja: '{hours} 時間 {minutes} 分' },
  daysHours: { en: '{days} d {hours} h', ja: '{days} 日 {hours} 時間' },
})
