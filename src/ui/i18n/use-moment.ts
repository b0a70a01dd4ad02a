import { useHoldsNow } from '../clock.ts'
import { useFormat } from './format.ts'

/** When something happened: the time alone today, the day as well from tomorrow on. */
export function useMoment(instant: string): string {
  const format = useFormat()
  const isToday = useHoldsNow((now) => isSameDay(Date.parse(instant), now))
  return isToday ? format.time(instant) : format.moment(instant)
}

/** Whether two instants, in milliseconds, lie on one day of whoever looks. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
