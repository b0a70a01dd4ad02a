package main

import "strings"

// alternatives says what somebody may have meant who wrote a name that does not exist: the nearest one, else the first of all.
func alternatives(name string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	if near := nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	shown := known[:min(len(known), 12)]
	more := ""
	if len(shown) < len(known) {
		more = ", ..."
	}
	return "; there are " + strings.Join(shown, ", ") + more
}

// nearest is the known name that differs in at most a third of its letters.
func nearest(name string, known []string) string {
	best, least := "", max(1, len(name)/3)+1
	for _, candidate := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			same := corner
			if a[i] != b[j] {
				same++
			}
			corner = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, same)
		}
	}
	return row[len(b)]
}
