import { useHoldsNow } from '../clock.ts'
import { useFormat } from './format.ts'

/** When something happened: the time, and on other days than today the date. */
export function useMoment(instant: string): string {
  const format = useFormat()
  const isToday = useHoldsNow((now) => isSameDay(Date.parse(instant), now))
  return isToday ? format.time(instant) : format.moment(instant)
}

/** Whether two instants, in milliseconds, are on one local day. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
