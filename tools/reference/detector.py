#!/usr/bin/env python3
"""The method's rules in plain Python, event by event: an executable reading of docs/explanation/method.md.

  detector.py EVENTS.jsonl      alerts as JSON Lines on standard output
  detector.py --selftest        thresholds against make_vectors.py of jobs/core (needs numpy, scipy)

One `Detector` is the whole job: partitions with their own largest times, slices that settle, judgement in flight.
It keeps exact sets where the product keeps sketches, and no more history than the method allows the product.
Numbers in brackets are the method's sections."""
import cmath, collections, hashlib, json, math, os, sys

WIDTHS = (2, 5, 15, 60)
BOUND, LATENESS = 2_000, 120_000         # out-of-orderness in a partition, allowed lateness; ms
SETTLED = 2                              # slices between a bucket and its reference [9.1]
MONTH = 2_592_000.0
BANK = (60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200, 86400)


# ---------------------------------------------------------------- thresholds, cached
def _up(lam):
    """λ rounded up to 0.5 % steps"""
    return 1e-4 * math.exp(.005 * math.ceil(math.log(max(lam, 1e-4) / 1e-4) / .005 - 1e-9))


_ka, _kc, _kq = {}, {}, {}


def k_poisson(lam, w, budget=.1):
    """kA: smallest k with Alm's rate · 30 d <= budget [3.2]"""
    lam = _up(lam)
    key = (lam, w, budget)
    if key not in _ka:
        mu = lam * w
        k = max(2, math.ceil(mu) + 1)
        log_p = -mu + (k - 1) * math.log(mu) - math.lgamma(k)
        while (1 - mu / k) * lam * math.exp(log_p) * MONTH > budget:
            log_p += math.log(mu) - math.log(k)
            k += 1
        _ka[key] = k
    return _ka[key]


def k_cycle(n, r, cycles, budget=.1):
    """kC: smallest k with cycles · Wallenstein-Neff <= budget; n + 1 when none [3.2]"""
    if r >= 1:
        return n + 1
    key = (n, r, cycles, budget)
    if key not in _kc:
        k0 = max(2, math.floor(n * r) + 2)
        answer = n + 1
        if k0 <= n:
            lp = math.lgamma(n + 1) - math.lgamma(k0 + 1) - math.lgamma(n - k0 + 1) + k0 * math.log(r) + (n - k0) * math.log1p(-r)
            b, k = [], k0
            while k <= n and (lp > -120 or not b):
                b.append(math.exp(lp))
                if k < n:
                    lp += math.log((n - k) / (k + 1) * r / (1 - r))
                k += 1
            tail = 0.0
            for i in range(len(b) - 1, -1, -1):
                k = k0 + i
                tail += b[i]
                p = 1.0 if k <= (n + 1) * r else min(1.0, max(0.0, (k / r - n - 1) * b[i] + 2 * tail))
                if cycles * p > budget:
                    break
                answer = k
            else:
                answer = k0
        _kc[key] = answer
    return _kc[key]


def wn(k, n, r):
    if k <= 1:
        return 1.0 if n >= k else 0.0
    if k > n:
        return 0.0
    if r >= 1 or k <= (n + 1) * r:
        return 1.0
    lp = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(r) + (n - k) * math.log1p(-r)
    b = math.exp(lp)
    tail = x = b
    for i in range(k, n):
        x *= (n - i) / (i + 1) * r / (1 - r)
        tail += x
        if x < tail * 1e-17:
            break
    return min(1.0, max(0.0, (k / r - n - 1) * b + 2 * tail))


def k_running(lam, a, budget=.1):
    """Smallest k that M/G/∞ with arrivals λ and mean occupancy a reaches at most `budget` times in 30 d: λ P(a; k-1) [6.2]"""
    key = (_up(lam), round(a, 3))
    if key not in _kq:
        lam, a, k = key[0], max(key[1], 1e-3), 1
        log_p = -a
        while k <= a or lam * math.exp(log_p) * MONTH > budget:
            log_p += math.log(a) - math.log(k)
            k += 1
        _kq[key] = k
    return _kq[key]


def upper(n, exposure):
    return (math.sqrt(n + 1) + 1) ** 2 / exposure


def rayleigh_p(n, R):
    return min(1.0, math.exp(math.sqrt(1 + 4 * n + 4 * (n * n - (n * R) ** 2)) - (1 + 2 * n)))


def crowd(seconds):
    """(second, width, instances, of, p) where one second of the minute holds too many [9.2]; seconds of the hour, one for each instance"""
    n, best = len(seconds), None
    c = [0] * 60
    for s in seconds:
        c[s % 60] += 1
    for w in (1, 2):
        at = max(range(60), key=lambda b: (sum(c[(b + i) % 60] for i in range(w)), -b))
        k, fair = sum(c[(at + i) % 60] for i in range(w)), n * w / 60
        minutes = collections.Counter(s // 60 for s in seconds if (s - at) % 60 < w)
        witnesses = k - max(minutes.values()) if len(minutes) >= 4 else 0
        if witnesses < max(3 * fair, fair + 10) or k > .9 * n:
            continue
        rest = [c[(at + w + 1 + i) % 60] for i in range(58 - w)]
        mean = sum(rest) / len(rest)
        phi = max(1.0, sum((x - mean) ** 2 for x in rest) / (len(rest) - 1) / mean) if mean else 1.0
        p = flood_p(witnesses, max(fair, w * mean), phi)
        if p < 1e-6 and (best is None or p < best[4]):
            best = (at, w, k, n, p)
    return best


def flood_p(x, mu, phi):
    """P(NB(mean μ, variance φμ) >= x) [6.3]"""
    if x <= 0:
        return 1.0
    if mu <= 0:
        return 0.0
    if phi <= 1.0001:
        lp, step = -mu + x * math.log(mu) - math.lgamma(x + 1), lambda k: mu / (k + 1)
    else:
        r, q = mu / (phi - 1), 1 - 1 / phi
        lp = math.lgamma(x + r) - math.lgamma(r) - math.lgamma(x + 1) - r * math.log(phi) + x * math.log(q)
        step = lambda k: (k + r) / (k + 1) * q
    if x < mu:
        return 1.0
    t = s = math.exp(lp)
    k = x
    while t > s * 1e-12 and k < x + 100000:
        t *= step(k)
        s += t
        k += 1
    return min(1.0, s)


def wilson(x, n, z):
    if not n:
        return 0.0, 1.0
    p = x / n
    c, h = p + z * z / 2 / n, z * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return (c - h) / (1 + z * z / n), (c + h) / (1 + z * z / n)


# ---------------------------------------------------------------- state of one group
class Group:
    def __init__(self, key):
        self.key = key
        self.seen = {}            # bucket -> set of instances
        self.count = {}           # bucket -> events
        self.ontime = {}          # bucket -> events that were on time in their partition
        self.seen_ontime = {}     # bucket -> set of their instances
        self.minute = {}          # slice -> starts
        self.extra = {}           # slice -> Extra
        self.marks, self.marks_ontime = {}, {}   # minute mark (bucket) -> starts there to the millisecond [5.5]
        self.on_grid = {}         # slice -> [starts that are whole seconds, starts that are the whole minute]
        self.late_of = collections.defaultdict(set)   # slice -> whose events came too late
        self.late, self.ends = {}, {}            # slice -> events that came too late, counted ENDs [10]
        self.grid = dict(seconds=0, runs=[0, 0], finer=[False, False])
        self.resolutions = collections.deque(maxlen=64)     # (slice end, (second, minute)): None unknown, False finer, True rounded
        self.spreads = collections.deque()       # (slice, largest configured spread s)
        self.spread_at = {}       # bucket -> largest configured spread s
        self.scheduled = collections.deque(maxlen=64)   # scheduled times of closed slices
        self.cads = collections.deque(maxlen=64)        # (slice end, cadence)
        self.hours = collections.deque()         # (hour, set) of closed slices
        self.hour_max = collections.deque()      # (hour, M)
        self.m_recent = collections.deque(maxlen=64)    # (slice end, M)
        self.bank = {T: [0j, 0.0] for T in BANK}
        self.bank_w = {T: [0.0, 0.0, 0.0, None] for T in BANK}     # Σw, Σw² of the bursts that are over, w of the latest, where it began
        self.bank_at = None
        self.herds, self.herd_periods, self.herd_at = [], collections.deque(maxlen=64), {}
        self.first_slice = None
        self.active_days = collections.Counter()   # day -> minutes with starts
        self.born, self.alive = {}, {}           # instance -> first slice, last slice (closed ones)
        self.novel = collections.deque()         # (slice, instances never seen before it), after the group's first D
        self.top_spread = 0
        self.need_cache = {}
        self.cycle_p = collections.deque(maxlen=6)
        self.cycle = None
        self.fold, self.fold_hour, self.crowd = {}, None, (None, 0, None)    # instance -> (draw, second of the hour); (hour, hours in a row, crowd)
        self.active_minutes = collections.deque()
        self.last_slice = None
        self.running = 0          # carry of closed buckets [6.1]
        self.delta, self.delta_ontime, self.moved = collections.Counter(), collections.Counter(), set()
        self.durations, self.duration, self.ends_known = [0, 0.0], 60.0, False    # mean duration as of the closed slices; 60 s before any is known
        self.since = None         # when it began to act after it was quiet [8]
        self.last_bucket = None   # last bucket with events that the watermark has passed [8]
        self.ends_ontime = set()  # buckets
        self.fresh = set()        # buckets with events that it has not
        self.clock = {}
        self.rests, self.told_silent = {}, False     # by day, the longest silence that was no outage

    # -- reference as of slice m (exclusive)
    def members(self, m):
        best = 0
        for h, v in self.hour_max:
            if h * 60 < m and h * 60 > m - 1440 - 120:
                if (h + 1) * 60 <= m:
                    best = max(best, v)
        for e, v in self.m_recent:
            if e <= m:
                best = max(best, v)
        return best

    def tries(self, m, D, cad):
        """How often in 30 days chance has a try: each cycle; of one that acts for longer, each stretch of D [9.1]"""
        if not (cad and cad > D):
            return MONTH / D
        most = max(self.active_days.get(m // 1440 - k, 0) for k in range(1, 8))
        return MONTH / cad * min(cad / D, max(1, (most * min(1, cad / 86400) - 1) * 60 / D))

    def cadence(self, m):
        return self.as_of(self.cads, m) or self.as_of(self.herd_periods, m)

    @staticmethod
    def as_of(values, m):
        c = None
        for e, v in values:
            if e > m:
                break
            c = v
        return c

    def resolution(self, m):
        """What times are rounded to, as of slice m: (second, minute) [5.5]"""
        return self.as_of(self.resolutions, m) or (None, None)

    def resolution_seconds(self, m):
        second, minute = self.resolution(m)
        return 60 if minute else 1 if second else None

    def round_off(self, m, n):
        """Slice m of n starts is final: three whole seconds, or three minutes of whole minutes, and none off them for 60 [5.5]"""
        g, on = self.grid, [x == n for x in self.on_grid.pop(m, (0, 0))]
        g["seconds"] = min(3, g["seconds"] + n) if on[0] else 0
        for i in (0, 1):
            g["runs"][i] = min(60, g["runs"][i] + 1) if on[i] else 0
            g["finer"][i] = not on[i] or g["finer"][i] and g["runs"][i] < 60
        seen = (g["seconds"] >= 3, g["runs"][1] >= 3)
        now = tuple(False if g["finer"][i] else True if seen[i] else None for i in (0, 1))
        if not self.resolutions or self.resolutions[-1][1] != now:
            self.resolutions.append((m + 1, now))

    @staticmethod
    def whole_minute(a, b, cnt, marks):
        """Whether all starts of seconds a to b are one whole minute to the millisecond [5.5]"""
        n = marks.get(b // 60 * 60, 0) if b // 60 * 60 >= a else 0
        return n > 0 and n == sum(cnt.get(x, 0) for x in range(a, b + 1))

    def hides_seconds(self, a, b, cnt, marks):
        """The same, where no settled one was off it: nobody knows the second"""
        return self.whole_minute(a, b, cnt, marks) and self.resolution(b // 60 - SETTLED)[1] is not False

    def recur(self, m):
        """Three herds that are equally far apart are a period [4]"""
        b = self.herd_at.pop(m, None)
        if b is not None and not (self.herds and b - self.herds[-1] < 90):
            self.herds = (self.herds + [b])[-3:]
        period = None
        if len(self.herds) == 3:
            a, b, c = self.herds
            mean = (c - a) / 2
            if abs(c - b - (b - a)) <= max(5, .02 * mean) and (m + 1) * 60 - c <= 2.5 * mean:
                period = mean
        if (self.herd_periods[-1][1] if self.herd_periods else None) != period:
            self.herd_periods.append((m + 1, period))

    def spread(self, m):
        s = 0
        for e, v in self.spreads:
            if e > m:
                break
            if e > m - 1440:
                s = max(s, v)
        return s

    def events(self, m, k=10):
        g = self.minute.get
        return sum(g(i, 0) for i in range(m - k, m))


class Extra:
    """What the ticket rules need of a slice."""
    __slots__ = ("offsets", "crit", "crit_offset", "cold", "sched", "spread")

    def __init__(self):
        self.offsets, self.crit, self.crit_offset, self.cold, self.sched, self.spread = [], 0, 0, [], set(), 0


class Alert:
    def __init__(self, rule, key, e, w, decided, evidence):
        self.rule, self.key, self.first, self.w, self.last, self.decided, self.evidence = rule, key, e, w, e, decided, evidence
        self.active = e
        self.instant = None
        self.id = None


class Detector:
    def __init__(self, naive=False, sink=None, default_spread=60, before=True, unknown=True, gate=True, maintenance=()):
        self.groups, self.alerts, self.out = {}, {}, []
        self.partition = {}
        self.now = None           # largest event time seen, ms
        self.wm = -1 << 60
        self.first_minute = None
        self.dirty = {}
        self.judged_at = None
        self.open_slices = {}     # slice -> set of groups
        self.waiting = collections.defaultdict(set)   # second -> {(group key, end, w)}
        self.wait_order = []
        self.closed_to = None
        self.service_retries = {}      # service -> {second: n}
        self.service_minutes = {}      # service -> {slice: n}
        self.floods = collections.defaultdict(lambda: {"in": set(), "level": -1})
        self.onsets = collections.deque()      # (second, group) in event-time order
        self.onset_minutes = collections.Counter()
        self.onset_by_service = collections.defaultdict(collections.Counter)
        self.default_spread = default_spread
        self.before, self.unknown, self.gate = before, unknown, gate
        self.late = 0
        self.cap = True
        self.maintenance = maintenance
        self.running_dirty = set()
        self.cycles_due = collections.defaultdict(list)
        self.touched = set()
        self.last_end = {}

    # ------------------------------------------------ arrival
    def feed(self, kind, service, name, cohort, instance, t, phase=None, scheduled=None, offset=None, spread=None, duration=None,
             cold=None, critical=None, broker=None, part=0):
        pmax = self.partition.get(part)
        ontime = True
        seen_at = t if broker is None or not self.cap else min(t, broker)   # a clock that is ahead moves nothing
        if pmax is None or seen_at > pmax:
            self.partition[part] = seen_at
        else:
            if t < pmax - BOUND:
                ontime = False
                if t < pmax - BOUND - LATENESS:
                    self.late += 1
                    key, m = (kind, service, name, cohort), self.partition[part] // 60_000
                    g = self.groups.get(key)
                    if g is None:
                        g = self.groups[key] = Group(key)
                    g.late[m] = g.late.get(m, 0) + 1
                    self.open_slices.setdefault(m, set()).add(g)
                    if broker is not None and phase != "END":     # a clock far behind makes all its events late [5.4]
                        self.clock(g, instance, (broker - t) / 1000)
                        g.late_of[m].add(instance)
                    return
        b = t // 1000
        if self.now is None or t > self.now:
            self.now = t
        if self.first_minute is None:
            self.first_minute, self.judged_at = b // 60, t
        elif self.closed_to is None and b // 60 < self.first_minute:
            self.first_minute = b // 60
        key = (kind, service, name, cohort)
        g = self.groups.get(key)
        if g is None:
            g = self.groups[key] = Group(key)
        m = b // 60
        s = self.open_slices.get(m)
        if s is None:
            s = self.open_slices[m] = set()
        s.add(g)
        if phase == "END":
            g.ends[m] = g.ends.get(m, 0) + 1
        if kind == "remediation":
            g.delta[b] += -1 if phase == "END" else 1
            if ontime:
                if phase == "END":
                    g.ends_ontime.add(b)
                g.delta_ontime[b] += -1 if phase == "END" else 1
                g.moved.add(b)
                self.running_dirty.add(g)
            if phase == "END" and duration:
                g.durations[0] += 1
                g.durations[1] += duration / 1000
        if phase != "END":
            x = g.seen.get(b)
            if x is None:
                g.seen[b] = {instance}
                g.count[b] = 1
            else:
                x.add(instance)
                g.count[b] += 1
            if ontime:
                g.ontime[b] = g.ontime.get(b, 0) + 1
                g.seen_ontime.setdefault(b, set()).add(instance)
            g.minute[m] = g.minute.get(m, 0) + 1
            on = g.on_grid.setdefault(m, [0, 0])
            on[0] += t % 1000 == 0
            if t % 60_000 == 0:
                on[1] += 1
                g.marks[b] = g.marks.get(b, 0) + 1
                if ontime:
                    g.marks_ontime[b] = g.marks_ontime.get(b, 0) + 1
            if spread is not None or scheduled is not None or offset is not None or cold is not None or critical:
                x = g.extra.get(m)
                if x is None:
                    x = g.extra[m] = Extra()
                if spread:
                    x.spread = max(x.spread, spread / 1000)
                    g.spread_at[b] = max(g.spread_at.get(b, 0), spread / 1000)
                    g.top_spread = max(g.top_spread, spread / 1000)
                if scheduled is not None:
                    x.sched.add(scheduled)
                if offset is not None:
                    plan = t - offset if scheduled is None else scheduled
                    x.offsets.append((offset / 1000, None if scheduled is None else (t - scheduled) / 1000, plan / 1000, (spread or 0) / 1000))
                if critical:
                    x.crit += 1
                    x.crit_offset += bool(offset)
                if cold is not None:
                    x.cold.append((b, cold))
            if broker is not None:
                self.clock(g, instance, (broker - t) / 1000)
            if ontime:
                g.fresh.add(b)
                self.touched.add(g)
            d = self.dirty.get(g)
            if d is None:
                self.dirty[g] = {b}
            else:
                d.add(b)
            if kind == "retry":
                r = self.service_retries.setdefault(service, {})
                r[b] = r.get(b, 0) + 1
                r = self.service_minutes.setdefault(service, {})
                r[m] = r.get(m, 0) + 1
        if self.now - self.judged_at >= 200 or len(self.dirty) > 2000:
            self.step()

    @staticmethod
    def clock(g, instance, d):
        c = g.clock.get(instance)
        if c is None:
            g.clock[instance] = [1, d, d]
        else:
            c[0] += 1
            c[1] = min(c[1], d)
            c[2] = max(c[2], d)

    def step(self, final=False):
        """One partial: judge what changed, then let the watermark move."""
        self.judged_at = self.now
        for g, bs in self.dirty.items():
            self.judge_changed(g, bs)
            if g.key[0] == "retry":
                self.judge_flood(g.key[1], bs)
        self.dirty.clear()
        wm = min(self.partition.values()) - BOUND
        if final:
            wm = self.now + 4 * LATENESS
        if wm > self.wm:
            self.advance(wm)

    def finish(self):
        if self.now is not None:
            self.step()
            self.step(final=True)
        for a in list(self.alerts.values()):
            self.emit(a, "RESOLVED")
        return self.out

    # ------------------------------------------------ watermark
    def advance(self, wm):
        """Everything that waits for completeness happens here, in event-time order, whatever the size of the jump."""
        target = wm
        for m in sorted(m for m in self.open_slices if (m + 1) * 60_000 + LATENESS <= target):
            self.advance_to((m + 1) * 60_000 + LATENESS)
            for g in sorted(self.open_slices.pop(m), key=lambda g: str(g.key)):
                self.close(g, m)
            self.closed_to = m
            self.tick(m)
        self.advance_to(target)

    def advance_to(self, wm):
        if wm <= self.wm:
            return
        old, self.wm = self.wm, wm
        s = wm // 1000 - 1
        due = sorted(x for x in self.waiting if x <= s)
        for x in due:
            for key, e, w in sorted(self.waiting.pop(x), key=str):
                if w:
                    self.judge(self.groups[key], e, w)
                else:
                    self.flood(key[1], e)
        self.judge_running(s)
        self.find_onsets(s)
        self.resolve()

    # ------------------------------------------------ herd [9.1]
    def judge_changed(self, g, bs):
        """Positions whose last bucket holds an event and that contain a changed bucket."""
        new = max(g.seen)
        D = max(self.default_spread, g.top_spread)
        for w in WIDTHS:
            if w > max(2, D / 4):
                break
            for e in {e for b in bs for e in range(b, min(b + w, new + 1)) if e in g.count}:
                self.judge(g, e, w)

    def spread_of(self, g, m):
        return max(self.default_spread, g.spread(m))

    def reference(self, g, m):
        """λt, M, configured spread, cadence as of the slices that ended before m: final when it is asked for."""
        c = g.need_cache.get(m)
        if c is None:
            watched = min(600, (m - self.first_minute) * 60)
            lam = upper(g.events(m), watched) if watched >= 60 else None
            c = (lam, g.members(m), g.spread(m), g.cadence(m))
            if self.gate:
                g.need_cache[m] = c
            if len(g.need_cache) > 40:
                for k in sorted(g.need_cache)[:20]:
                    del g.need_cache[k]
        return c

    def judge(self, g, e, w):
        """On-time events as they come; all events once the position has settled, if some were not on time [9.8]."""
        bs = range(e - w + 1, e + 1)
        self.test(g, e, w, g.seen_ontime, g.ontime, g.marks_ontime, 0)
        if any(g.count.get(b, 0) != g.ontime.get(b, 0) for b in bs):
            self.test(g, e, w, g.seen, g.count, g.marks, e + LATENESS // 1000)

    def ready(self, g, e, w, gate):
        if self.gate and self.wm // 1000 - 1 < gate:          # the last complete second
            self.waiting[gate].add((g.key, e, w))
            return False
        return True

    def test(self, g, e, w, seen, cnt, marks, settled):
        total = sum(cnt.get(b, 0) for b in range(e - w + 1, e + 1))
        if total < 5 or not self.ready(g, e, w, max(settled, e - w if self.before else e - 60)):
            return
        m = (e - w + 1) // 60 - SETTLED
        lam, M, D, cad = self.reference(g, m)
        D = max(self.default_spread, D or max((g.spread_at.get(b, 0) for b in range(e - w + 1, e + 1)), default=0))
        if lam is None or w > max(2, D / 4) or total < .25 * M:
            return
        cycles = g.tries(m, D, cad)
        K = self.distinct(seen, e - w + 1, e)
        n1 = sum(cnt.get(b, 0) for b in range(e - 2 * w + 1, e - w + 1))
        n3 = sum(cnt.get(b, 0) for b in range(e - 4 * w + 1, e - w + 1))
        before = lambda k: not self.before or k >= n3 and k >= 3 * n1
        if w < 60 and g.whole_minute(e - w + 1, e, cnt, marks):
            if not self.ready(g, e, w, e // 60 * 60) or g.hides_seconds(e - w + 1, e, cnt, marks):
                return
        # whom nobody knew a cycle ago says nothing until it is seen what follows
        known = self.known(g, seen, e - w + 1, e, m - math.ceil(D / 60)) if self.unknown else K
        fires = known >= 5 and known >= self.need(known, w, lam, M, D, cad, cycles)[0] and before(known)
        if not fires and known < K and K >= self.need(K, w, lam, M, D, cad, cycles)[0] and before(K):
            if not self.ready(g, e, w, max(settled, e) + w):
                return
            a1 = sum(cnt.get(b, 0) for b in range(e + 1, e + w + 1))
            fires = K >= 9 * a1 and K >= k_cycle(K + a1, 1 / 2, cycles)
            if not fires:
                if not self.ready(g, e, w, max(settled, e) + 3 * w):
                    return
                a3 = sum(cnt.get(b, 0) for b in range(e + 1, e + 3 * w + 1))
                fires = K >= a3 and K >= 3 * a1 and K >= k_cycle(K + n3 + a3, 1 / 7, cycles)
        if fires:
            at = self.instant(g.key, e, w)
            g.herd_at[e // 60] = min(at, g.herd_at.get(e // 60, at))
            self.qualify("herd", g.key, e, w, dict(K=K, need=self.need(K, w, lam, M, D, cad, cycles)[0], M=M, lam=lam, D=D, cad=cad, w=w))

    def need(self, K, w, lam, M, D, cad, cycles):
        M = max(M, K)
        nc = M + math.ceil(max(0.0, lam - (M / cad if cad and cad > D else 0.0)) * D - 1e-9)
        p = (k_poisson(lam, w), 5, math.ceil(.25 * M - 1e-9), math.ceil(3 * max(lam, M / D) * w - 1e-9))
        n = max(p)
        if K >= n:
            n = max(n, k_cycle(nc, w / D, cycles))
        return n, p

    def keeps(self, g, e, w):
        lam, M, D, cad = self.reference(g, (e - w + 1) // 60 - SETTLED)
        D = max(self.default_spread, D)
        return lam is not None and w <= max(2, D / 4) and self.lasts(g, e, w, lam, M, D, cad) and \
            (w == 60 or not g.hides_seconds(e - w + 1, e, g.count, g.marks))

    def lasts(self, g, e, w, lam, M, D, cad):
        """Half of the effect, all of the significance, and half as far above what came before as to begin [9.4]"""
        K = self.distinct(g.seen, e - w + 1, e)
        n1 = sum(g.count.get(b, 0) for b in range(e - 2 * w + 1, e - w + 1))
        n3 = sum(g.count.get(b, 0) for b in range(e - 4 * w + 1, e - w + 1))
        if K < 3 or 2 * K < n3 or 2 * K < 3 * n1:
            return False
        M = max(M, K)
        nc = M + math.ceil(max(0.0, lam - (M / cad if cad and cad > D else 0.0)) * D - 1e-9)
        effect = max(math.ceil(.25 * M - 1e-9), math.ceil(3 * max(lam, M / D) * w - 1e-9))
        return K >= max(k_poisson(lam, w), k_cycle(nc, w / D, g.tries((e - w + 1) // 60 - SETTLED, D, cad)), (effect + 1) // 2)

    @staticmethod
    def known(g, seen, a, b, m):
        """Distinct instances of the position that a slice before m has seen, and as many others as one slice of the 24 h before m brought"""
        s = set().union(*[seen[x] for x in range(a, b + 1) if x in seen])
        return min(len(s), sum(g.born.get(i, m) < m for i in s) + max((v for x, v in g.novel if m - 1440 <= x < m), default=0))

    @staticmethod
    def distinct(seen, a, b):
        s = [seen[x] for x in range(a, b + 1) if x in seen]
        return len(s[0]) if len(s) == 1 else len(set().union(*s))

    # ------------------------------------------------ lifecycle [9.4, 9.8]
    def hold(self, rule, key, e):
        """3 min; what may come back with each cycle: two cadences, 2 h at most"""
        g = self.groups.get(key)
        m = e // 60 - SETTLED
        cad = g.as_of(g.herd_periods, m) or g.cadence(m) if g and rule in ("herd", "phase-lock") else None
        return int(max(180, min(7200, 2 * (cad or 0))))

    def qualify(self, rule, key, e, w, evidence, instant=None):
        a = self.alerts.get((rule, key))
        if a is not None and e > a.active + self.hold(rule, key, a.active):
            if self.wm // 1000 < a.active + self.hold(rule, key, a.active) + LATENESS // 1000:
                if rule in ("herd", "retry-flood"):
                    self.waiting[a.active + self.hold(rule, key, a.active) + LATENESS // 1000].add((key[:2] if rule == "retry-flood" else key, e, 0 if rule == "retry-flood" else w))
                    return
            else:
                self.emit(a, "RESOLVED")
                del self.alerts[rule, key]
                a = None
        if a is None:
            a = self.alerts[rule, key] = Alert(rule, key, e, w, self.now, evidence)
            a.instant = instant if instant is not None else self.instant(key, e, w)
            a.fired_instant = a.instant
            self.emit(a, "FIRING")
            return
        if (e, w) < (a.first, a.w):
            a.first, a.w, a.evidence = e, w, evidence
        a.last, a.active = max(a.last, e), max(a.active, e)
        if instant is not None:
            a.instant = min(a.instant, instant)
        elif (e, w) == (a.first, a.w):
            a.instant = self.instant(key, e, w)

    def instant(self, key, e, w):
        g = self.groups.get(key)
        if not g:
            return e
        return max(range(e - w + 1, e + 1), key=lambda b: (len(g.seen.get(b, ())), -b))

    def resolve(self):
        s = self.wm // 1000
        for (rule, key), a in list(self.alerts.items()):
            if rule in ("herd", "phase-lock", "retry-flood", "remediation-storm", "cross-group") and s >= a.active + self.hold(rule, key, a.active) + LATENESS // 1000:
                self.emit(a, "RESOLVED")
                del self.alerts[rule, key]

    def emit(self, a, state):
        kind, service, name, cohort = a.key
        fp = hashlib.sha1(repr((a.rule, a.key)).encode()).hexdigest()[:12]
        if a.id is None:
            anchor = self.last_end.get((a.rule, a.key))
            anchor = f"after {anchor}" if anchor is not None else f"at {(a.fired_instant + 150) // 300 * 300}"
            a.id = hashlib.sha1(f"{fp} {anchor}".encode()).hexdigest()[:16]
        if state == "RESOLVED":
            self.last_end[a.rule, a.key] = a.last + 1
        if state == "FIRING" and any(x <= a.instant * 1000 < y and s in (None, service) for x, y, s in self.maintenance):
            state = "SUPPRESSED"
        self.out.append(dict(alertId=a.id, fingerprint=fp, state=state, rule=a.rule, group=dict(kind=kind, service=service, name=name, cohort=cohort),
                             startsAt=a.instant * 1000, endsAt=(a.last + 1) * 1000 if state != "FIRING" else None,
                             decidedAt=a.decided if state == "FIRING" else self.wm, evidence=a.evidence))

    # ------------------------------------------------ slices
    def close(self, g, m):
        """Slice m of group g is final."""
        if g.key[0] == "remediation":
            for b in [b for b in g.delta if b < m * 60 + 60]:
                g.running = max(0, g.running + g.delta.pop(b))
                g.delta_ontime.pop(b, None)
            n, d = g.durations
            g.duration = d / n if n else 60.0
            g.ends_known = n > 0
        n = g.minute.get(m, 0)
        self.lost(g, m)
        if n:
            g.active_days[m // 1440] += 1
            if g.first_slice is None:
                g.first_slice = m
            elif not (g.told_silent and m - g.last_slice - 1 <= 360):     # an outage is no rest
                day = m // 1440
                g.rests = {d: v for d, v in g.rests.items() if d > day - 9}
                g.rests[day] = max(g.rests.get(day, 0), m - g.last_slice - 1)
            g.told_silent = False
            insts = set().union(*[g.seen[b] for b in range(m * 60, m * 60 + 60) if b in g.seen])
            x = g.extra.get(m)
            for i in insts:
                if g.alive.get(i, m) < m - 2880:
                    del g.born[i]
                g.born.setdefault(i, m)
                g.alive[i] = m
            if m > g.first_slice + math.ceil(max(self.default_spread, x.spread if x else 0) / 60):
                g.novel.append((m, sum(g.born[i] == m for i in insts)))
                while g.novel[0][0] < m - 2880:
                    g.novel.popleft()
            if x and x.spread:
                g.spreads.append((m + 1, x.spread))
                while g.spreads and g.spreads[0][0] < m - 2880:
                    g.spreads.popleft()
            D = max(self.default_spread, x.spread if x else 0)
            h = m // 60
            if not g.hours or g.hours[-1][0] != h:
                g.hours.append((h, set()))
            g.hours[-1][1].update(insts)
            span = math.ceil(max(1, D / 3600))
            while g.hours and g.hours[0][0] < h - span:
                g.hours.popleft()
            M = len(set().union(*[s for _, s in g.hours])) if len(g.hours) > 1 else len(g.hours[-1][1])
            g.m_recent.append((m + 1, M))
            if g.hour_max and g.hour_max[-1][0] == h:
                g.hour_max[-1] = (h, max(M, g.hour_max[-1][1]))
            else:
                g.hour_max.append((h, M))
            while g.hour_max and g.hour_max[0][0] < h - 50:
                g.hour_max.popleft()
            g.round_off(m, n)
            self.bank(g, m)
            self.cadence(g, m, x)
            g.recur(m)
            g.last_slice = m
            g.active_minutes.append(m)
            while g.active_minutes[0] <= m - 60:
                g.active_minutes.popleft()
            self.persistent(g, m, n)
            self.small_share(g, m)
            if x:
                self.tickets(g, m, x)
        old = m * 60 - 900 - self.spread_of(g, m + 1)
        for d in (g.seen, g.count, g.ontime, g.seen_ontime, g.spread_at, g.marks, g.marks_ontime):
            if len(d) > 1500:
                for b in [b for b in d if b < old]:
                    del d[b]
        if len(g.minute) > 3000:
            for k in [k for k in g.minute if k < m - 1500]:
                del g.minute[k]
        g.extra.pop(m - 120, None)

    def bank(self, g, m):
        """[4]"""
        cs = [(b, g.count[b]) for b in range(m * 60, m * 60 + 60) if b in g.count]
        w = sum(c for _, c in cs)
        dt = 0 if g.bank_at is None else (m - g.bank_at) * 60
        g.bank_at = m
        for T in BANK:
            z, n = g.bank[T]
            s1, s2, burst, began = g.bank_w[T]
            f = .5 ** (dt / (4 * T))
            k = 2j * math.pi / T
            add = sum(c * cmath.exp(k * ((b + .5) % T)) for b, c in cs)
            g.bank[T] = [z * f + add, n * f + w]
            cycle = lambda m: (m * 60 + T // 2) // T
            burst, s2 = burst * f, s2 * f * f
            if began is None or (m - began) * 60 >= T or dt > 60 and cycle(m) != cycle(began):
                burst, s2, began = 0.0, s2 + burst * burst, m
            g.bank_w[T] = [s1 * f + w, s2, burst + w, began]

    def dominant(self, g, m):
        best = None
        span = (m + 1 - g.first_slice) * 60
        for T in BANK:
            if span < 3 * T:
                continue
            z, n = g.bank[T]
            s1, s2, burst, _ = g.bank_w[T]
            R, neff = abs(z) / n, s1 * s1 / (s2 + burst * burst)
            p = 1.0 if neff < 4 else min(1.0, len(BANK) * rayleigh_p(neff, min(R, 1)))
            if p < .01 and R >= .5:
                best = T
        rounded = g.resolution_seconds(m + 1)
        return None if best and rounded and best <= rounded else best     # whole minutes are at one phase of a minute [5.5]

    def cadence(self, g, m, x):
        c = []
        if x:
            for s in sorted(x.sched):
                if s not in g.scheduled:
                    g.scheduled.append(s)
        if len(g.scheduled) >= 2:
            s = sorted(g.scheduled)
            c.append(min(b - a for a, b in zip(s, s[1:])) / 1000)
        d = self.dominant(g, m)
        if d:
            c.append(d)
        v = min(c) if c else None
        if not g.cads or g.cads[-1][1] != v:
            g.cads.append((m + 1, v))

    def tick(self, m):
        """After slice m of all groups is final."""
        self.end_cycles(m)
        for (rule, key), a in self.alerts.items():
            if rule != "herd":
                continue
            if a.first // 60 == m:
                a.instant = self.instant(key, a.first, a.w)
            g = self.groups[key]
            for e in range(m * 60, m * 60 + 60):           # does enough of it last? [9.4]
                if e > a.active and e in g.count and any(self.keeps(g, e, w) for w in WIDTHS):
                    a.active = e
        for g in [g for g in self.steady() if g.last_slice is not None and g.last_slice < m]:
            if sum(g.minute.get(x, 0) for x in g.active_minutes) < 3 * g.members(m):
                continue               # a campaign, in which each member acts once, may end
            n = min(60, g.last_slice + 1 - g.first_slice)
            k = sum(1 for x in g.active_minutes if x > g.last_slice - n)
            low = wilson(k, n, 2.33)[0]
            silent = m - g.last_slice
            cad = g.cadence(m)
            if cad and cad > 60:
                bad = silent * 60 > 3 * cad + 60 and (g.last_slice - g.first_slice) * 60 >= 3 * cad
            else:
                bad = n >= 60 and silent >= max(3, 1.5 * max(g.rests.values(), default=0)) and (1 - low) ** silent <= 1e-6
            if bad:
                g.told_silent = True
                if ("blind-spot", g.key) not in self.alerts:
                    self.qualify("blind-spot", g.key, (m + 1) * 60, 60, dict(silentMinutes=silent), instant=(g.last_slice + 1) * 60)
        for k in [k for k in self.alerts if k[0] == "blind-spot"]:
            g = self.groups[k[1]]
            if g.last_slice >= m - 1:
                self.emit(self.alerts.pop(k), "RESOLVED")

    def steady(self):
        return [g for g in self.groups.values() if g.first_slice is not None and g.last_slice - g.first_slice >= 10] if len(self.groups) < 500 else []

    # ------------------------------------------------ persistent herd [9.2]
    def persistent(self, g, m, n):
        D = self.spread_of(g, m + 1)
        cad = g.cadence(m + 1)
        if not cad or cad <= D:                       # windows instead of cycles
            if n >= 5 and m - g.first_slice >= 60:
                self.cycle_window(g, m * 60, m * 60 + 60, 60, m)
            return
        # the stretch of length D about the phase of the cadence
        if not g.as_of(g.cads, m + 1):
            centre = g.herds[-1] % cad
        elif cad in g.bank:
            centre = (cmath.phase(g.bank[cad][0]) % (2 * math.pi)) * cad / 2 / math.pi
        else:
            centre = g.scheduled[-1] / 1000 % cad + D / 4
        k = round((m * 60 + 30 - centre) / cad)
        a = int(k * cad + centre - D / 2)
        if a - 60 < m * 60 + 60 and m * 60 < a + D and (g.cycle is None or a - g.cycle > cad / 2):
            g.cycle = a
            self.cycles_due[int(a + D) // 60].append((g, a, D))

    def end_cycles(self, m):
        for x in sorted(x for x in self.cycles_due if x <= m):
            for g, a, D in self.cycles_due.pop(x):
                self.cycle_window(g, a, int(a + D), D, x, True)

    @staticmethod
    def goes_on(g, a, b, D, n, m):
        """Half as frequent beside the window as within it: it cuts a cycle in two [9.2]"""
        gap = (g.cadence(m + 1) or 0) - D
        beside = int(min(D / 2, gap, LATENESS // 1000)) if gap >= 1 else 0
        most = max((sum(g.ontime.get(x, 0) for x in r) for r in (range(a - beside, a), range(b, b + beside))), default=0)
        return beside >= 1 and most >= 5 and most * D >= n * beside / 2

    def cycle_window(self, g, a, b, D, m, cut=False):
        L = min(b - a, D)
        cs = {x: g.count[x] for x in range(a, b) if x in g.count} if b - a < 1000 else {x: c for x, c in g.count.items() if a <= x < b}
        N = sum(cs.values())
        if N < 5 or L < 8:
            return
        if cut and self.goes_on(g, a, b, D, N, m):
            g.cycle_p.append((1.0, b))
            return
        M = max(g.members(m + 1), 1)
        allowed = [w for w in WIDTHS if w <= max(2, D / 4) and w < L]
        ps = []
        bs = sorted(cs)
        distinct = self.distinct(g.seen, bs[0], bs[-1])
        whole = g.resolution(m + 1)[1]
        for w in allowed:
            if whole and w < 60:
                continue
            K = max(self.distinct(g.seen, e - w + 1, e) for e in bs)
            if K >= 5 and K >= .25 * M and K >= 2 * N * w / L:
                ps.append(wn(min(K, N), N, w / L))
        if not ps:
            g.cycle_p.append((1.0, b))
        else:
            g.cycle_p.append((min(1.0, 2 * min(min(1.0, len(allowed) * min(ps)), 1.0 if whole else self.p_h(cs, D, distinct / N))), b))
        recent = b - (12 * (g.cadence(m + 1) or 300))
        if sum(p < .01 and x > recent for p, x in g.cycle_p) >= 4:
            if all(p < .01 for p, _ in list(g.cycle_p)[-2:]):
                self.qualify("phase-lock", g.key, b - 1, 60, dict(p=[round(p, 6) for p, _ in g.cycle_p]), instant=a)

    def small_share(self, g, m):
        """One start of each instance in an hour, folded by the second of the minute: two hours in a row crowd one second [9.2]"""
        h = m // 60
        if g.fold_hour != h:
            if g.fold_hour is not None:
                c = crowd([s for _, s in g.fold.values()])
                before = g.crowd
                near = c and before[2] and before[0] == g.fold_hour - 1 and min((c[0] - before[2][0]) % 60, (before[2][0] - c[0]) % 60) <= 1
                g.crowd = (g.fold_hour, 0 if not c else before[1] + 1 if near else 1, c)
            g.fold, g.fold_hour = {}, h
        rounded = 2 * g.marks.get(m * 60, 0) >= max(1, g.count.get(m * 60, 0))     # nobody knows who started in second 0
        for b in range(m * 60 + rounded, m * 60 + 60):
            for i in g.seen.get(b, ()):
                draw = hashlib.md5(f"{i} {m}".encode()).digest()
                if i not in g.fold or draw < g.fold[i][0]:
                    g.fold[i] = (draw, b % 3600)
        if g.crowd[0] == h - 1 and g.crowd[1] >= 2:
            a = self.alerts.get(("phase-lock", g.key))
            if a is None or a.last < h * 3600:
                second, width, k, n, p = g.crowd[2]
                self.qualify("phase-lock", g.key, m * 60 + 59, 60, dict(second=second, width=width, instances=k, of=n, p=p), instant=(h - 1) * 3600 + second)
            a = self.alerts["phase-lock", g.key]
            a.active = max(a.active, h * 3600 + 3599)             # what an hour has shown holds for the next

    @staticmethod
    def p_h(cs, T, share=1.0):
        """H at period T; an instance that acts twice is no second witness: Z² is scaled by distinct/events"""
        h = [0] * 64
        for b, c in cs.items():
            h[int((b + .5) % T / T * 64)] += c
        n = sum(h)
        cz, H = 0.0, -1e9
        for k in range(1, 21):
            x = sum(c * math.cos(2 * math.pi * k * (i + .5) / 64) for i, c in enumerate(h) if c)
            y = sum(c * math.sin(2 * math.pi * k * (i + .5) / 64) for i, c in enumerate(h) if c)
            cz += share * 2 / n * (x * x + y * y)
            H = max(H, cz - 4 * k + 4)
        return min(1.0, math.exp(-.4 * H))

    # ------------------------------------------------ tickets [5, 10]
    def tickets(self, g, m, x):
        if x.crit >= 5 and x.crit_offset >= .5 * x.crit:
            self.ticket("over-throttled", g, m, dict(critical=x.crit, withOffset=x.crit_offset))
        xs = [g.extra[k] for k in range(m - 59, m + 1) if k in g.extra]
        # a cycle counts when it is over: in an unfinished one the small offsets have come first
        o = [v for y in xs for v in y.offsets if v[2] + v[3] <= (m + 1) * 60]
        conf = max([v[3] for v in o] + [0])
        n = len(o)
        if n >= 5 and conf > 0:
            zero = sum(v[0] == 0 for v in o) / n
            if zero >= .5:
                self.ticket("offset-ignored", g, m, dict(zeroRatio=zero, n=n))
            else:
                pr = [(v[0], v[1]) for v in o if v[1] is not None]
                k = len(pr)
                if k >= 10:
                    mo, my = sum(a for a, _ in pr) / k, sum(b for _, b in pr) / k
                    sxx = sum((a - mo) ** 2 for a, _ in pr)
                    if sxx > 0:
                        sxy = sum((a - mo) * (b - my) for a, b in pr)
                        syy = sum((b - my) ** 2 for _, b in pr)
                        s = sxy / sxx
                        se = math.sqrt(max(0, syy - s * sxy) / (k - 2) / sxx)
                        rounded = g.resolution_seconds(m + 1)
                        if s + 2.6 * se < .9 and s < .5 and not (rounded and conf < 2 * rounded):
                            self.ticket("offset-ignored", g, m, dict(slope=s, se=se, n=k))
                D = conf if ("herd", g.key) not in self.alerts else max(self.default_spread, conf)
                u = [min(1, v[0] / D) for v in o]
                cover = (max(u) - min(u)) * (n + 1) / (n - 1)
                if n * math.log(max(max(u), 1e-12)) < math.log(1e-4) and cover < .5:
                    self.ticket("offset-too-small", g, m, dict(max=max(u) * D, D=D, coverage=cover, n=n))
        if ("herd", g.key) in self.alerts and x.cold:
            a = self.alerts["herd", g.key]
            c = [v for y in xs for b, v in y.cold if a.first - 60 <= b]
            if len(c) >= 10 and wilson(sum(c), len(c), 1.96)[0] > .5:
                self.ticket("cold-start-wave", g, m, dict(cold=sum(c), n=len(c)), instant=a.instant)
        if len(g.clock) >= 5:
            lim = max(1.0, self.spread_of(g, m) / 10 if self.spread_of(g, m) < 600 else 60, g.resolution_seconds(m + 1) or 0)
            ahead = [i for i, c in g.clock.items() if c[1] < -lim]
            some = [c[1] for c in g.clock.values() if c[0] >= 20]
            base = sorted(some)[len(some) // 2] if len(some) >= 5 else None
            chance = min(some) + 16 * (base - min(some)) if base is not None else 0     # what draws from one exponential reach
            behind = [i for i, c in g.clock.items() if base is not None and c[0] >= 20 and c[1] > max(base + lim, chance)]
            if len(ahead) >= 3 or len(behind) >= 3:
                self.ticket("clock-skew", g, m, dict(ahead=len(ahead), behind=len(behind)))

    def lost(self, g, m):
        """More than a twentieth of ten minutes' events came too late, in three minutes of the hour [10]"""
        if not g.late.get(m):
            return
        near = range(m - 9, m + 1)
        late = sum(g.late.get(x, 0) for x in near)
        total = late + sum(g.minute.get(x, 0) + g.ends.get(x, 0) for x in near)
        minutes = sum(x in g.late for x in range(m - 59, m + 1))
        here = set().union(*[g.seen[b] for b in range(m * 60, m * 60 + 60) if b in g.seen])
        whose = g.late_of[m]
        clocks = 0 < len(whose) < len(here) and not any(i in here or g.alive.get(i, m - 3) >= m - 2 for i in whose)
        if late >= 10 and minutes >= 3 and wilson(late, total, 3.09)[0] > .05 and not clocks:
            self.ticket("late-events", g, m, dict(late=late, n=total))

    def ticket(self, rule, g, m, evidence, instant=None):
        if (rule, g.key) not in self.alerts:
            self.qualify(rule, g.key, m * 60, 60, evidence, instant=m * 60 if instant is None else instant)

    # ------------------------------------------------ retry flood [6.3]
    def judge_flood(self, service, bs):
        r = self.service_retries[service]
        new = max(r)
        for e in sorted({e for b in bs for e in range(b, min(b + 60, new + 1)) if e in r}):
            self.flood(service, e)
        if len(r) > 4000:
            for b in [b for b in r if b < new - 1000]:
                del r[b]

    def flood(self, service, e):
        r = self.service_retries[service]
        x = sum(r.get(b, 0) for b in range(e - 59, e + 1))
        if x < 30:
            return
        if self.gate and self.wm // 1000 - 1 < e - 60:
            self.waiting[e - 60].add((("retry", service), e, 0))
            return
        m = e // 60 - SETTLED
        n = min(1440, m - 1 - self.first_minute)              # the job's first minute was watched in part
        if n < 1:
            return
        mm, fl = self.service_minutes[service], self.floods[service]
        cs = [mm.get(i, 0) for i in range(max(m - n, fl["level"]), m) if i not in fl["in"]]     # a storm is no baseline of its own [7.2]
        n = len(cs)
        if n < 1:
            return
        mu = upper(sum(cs), n) if sum(cs) or n >= 10 else 30.0   # ten minutes of silence are one
        mean, phi = sum(cs) / n, 3.0
        if n >= 10 and mean > 0:
            phi = min(50.0, max(1.0, sum((c - mean) ** 2 for c in cs) / (n - 1) / mean))
        if x >= 2 * mu and flood_p(x, mu, phi) < 2e-7:
            self.flooded(fl, e // 60)
            self.qualify("retry-flood", ("retry", service, None, None), e, 60, dict(x=x, mu=mu, phi=phi), instant=e)

    @staticmethod
    def flooded(fl, m):
        """Slice m is kept out of the baseline; after 6 h of flood, with gaps of 3 min at most, there is a new level"""
        fl["in"].add(m)
        began = m
        while any(began - k in fl["in"] for k in range(1, 5)):
            began = next(began - k for k in range(1, 5) if began - k in fl["in"])
        if m - began >= 360:
            fl["level"] = began
            fl["in"].clear()

    # ------------------------------------------------ remediation storm [6.2]
    def judge_running(self, s):
        """In flight at each second that is complete: what closed slices carry, and the events since that were on time."""
        for g in sorted(self.running_dirty, key=lambda g: str(g.key)):
            for e in sorted(x for x in g.moved if x <= s):
                g.moved.discard(e)
                m = e // 60 - SETTLED
                hist = min(1440, m - self.first_minute)
                if hist < 1:
                    continue
                M = max(g.members(m), 1)
                lam = max(upper(g.events(m, hist), hist * 60), g.events(m, 60) / 3600)
                running = g.running + sum(v for b, v in g.delta_ontime.items() if b <= e)
                starts, at_once = (sum(g.ontime.get(x, 0) for x in range(e - w + 1, e + 1)) for w in (60, 15))
                if g.ends_known or any(b <= e for b in g.ends_ontime):
                    least = 3
                    if g.first_slice is None or g.first_slice >= m or e - g.first_slice * 60 < 3600:   # a new group: nobody knows how many are usual
                        own = [g.events(x + 1, 1) for x in range(g.first_slice, m)] if g.first_slice is not None and g.first_slice < m else []
                        lam, least = max(lam, upper(sum(own) - max(own), (len(own) - 1) * 60) if len(own) > 5 else 0), 6
                    need, size = max(least, math.ceil(.1 * M), k_running(lam, lam * g.duration)), running
                elif g.first_slice is not None and e - g.first_slice * 60 >= 3600 and at_once >= 3 and \
                        not g.hides_seconds(e - 14, e, g.ontime, g.marks_ontime):
                    need, size = max(3, k_poisson(lam, 60)), starts      # no ENDs in an hour: there are none
                else:
                    continue
                if size >= need:
                    self.qualify("remediation-storm", g.key, e, 60, dict(size=size, need=need), instant=e)
            if not g.moved:
                self.running_dirty.discard(g)

    # ------------------------------------------------ cross-group [8]
    def find_onsets(self, s):
        """Seconds up to s are complete: which groups begin after 30 s of silence?"""
        new = []
        for g in list(self.touched):
            for b in sorted(x for x in g.fresh if x <= s):
                g.fresh.discard(b)
                if g.last_bucket is None or b - g.last_bucket > 30:
                    g.since = b
                if b - g.since < 5 and self.begins(g, b) and not g.hides_seconds(g.since, b, g.ontime, g.marks_ontime):
                    new.append((b, g))
                g.last_bucket = max(b, g.last_bucket or b)
            if not g.fresh:
                self.touched.discard(g)
        new.sort(key=lambda x: (x[0], str(x[1].key)))
        for b, g in new:
            self.onsets.append((b, g))
            self.onset_minutes[b // 60] += 1
            self.onset_by_service[g.key[1]][b // 60] += 1
            while self.onsets and self.onsets[0][0] < b - 10:
                self.onsets.popleft()
            self.judge_cross(b)

    def begins(self, g, b):
        """A quarter of the group's cycle has begun since it was quiet, with this second and not before [8]"""
        m = b // 60 - SETTLED
        cycle, cad, hour = g.members(m), g.cadence(m), min(60, m - self.first_minute)
        if cad and cad <= 3600 and hour > 0:
            cycle = min(cycle, g.events(m, hour) / (hour * 60) * cad)
        need = max(1, math.ceil(.25 * cycle - 1e-9))
        return self.distinct(g.seen_ontime, g.since, b) >= need and (b == g.since or self.distinct(g.seen_ontime, g.since, b - 1) < need)

    def judge_cross(self, e):
        m = e // 60 - SETTLED
        hist = min(1440, m - self.first_minute)
        if hist < 1:
            return
        for w in (2, 5):
            at = {g for b, g in self.onsets if e - w < b <= e}
            if len(at) < 5:
                continue
            if self.cross(("*", "*", None), at, self.onset_minutes, m, hist, e, w):
                return
            by = collections.defaultdict(set)
            for g in at:
                by[g.key[1]].add(g)
            for service, gs in by.items():
                if len(gs) >= 5:
                    self.cross((service, "*", None), gs, self.onset_by_service[service], m, hist, e, w)

    def cross(self, name, gs, minutes, m, hist, e, w):
        lam = upper(sum(minutes[i] for i in range(m - hist, m)), hist * 60)
        G = len(gs)
        if G >= max(5, k_poisson(lam, w), 3 * lam * w):
            kind = collections.Counter(g.key[0] for g in gs).most_common(1)[0][0]
            self.qualify("cross-group", (kind,) + name, e, w, dict(groups=G, lam=lam, w=w), instant=e)
            return True
        return False


def selftest():
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(here, "..", "..", "jobs", "core", "src", "test", "resources", "vectors"))
    import make_vectors as mv
    import random
    r = random.Random(1)
    for _ in range(300):
        lam, w = _up(math.exp(r.uniform(math.log(.001), math.log(300)))), r.choice(WIDTHS)
        assert k_poisson(lam, w) == mv.kstar(lam, w), (lam, w)
        n, D, c = int(math.exp(r.uniform(1.5, 7.5))), r.choice((60, 300, 900)), MONTH / r.choice((60, 300, 3600, 86400))
        assert k_cycle(n, w / D, c) == mv.kcycle(n, w / D, c), (n, w, D, c, k_cycle(n, w / D, c), mv.kcycle(n, w / D, c))
        x, mu, phi = r.randrange(5, 300), r.uniform(1, 100), r.choice((1, 1.5, 3, 10))
        a, b = flood_p(x, mu, phi), mv.flood_p(x, 1, mu, phi)
        assert x < mu or abs(a - b) <= 1e-6 * b + 1e-15, (x, mu, phi, a, b)
    print("thresholds agree with make_vectors.py")


def detect(lines):
    """JSON Lines of events in delivery order, as one partition."""
    d = Detector()
    for line in lines:
        e = json.loads(line)
        d.feed(e["type"], e["service"], e.get("job") or e.get("operation") or e.get("action"), e.get("cohort"), e["instanceId"], e["eventTime"],
               e.get("phase"), e.get("scheduledTime"), e.get("appliedOffsetMillis"), e.get("spreadWindowMillis"), e.get("durationMillis"),
               e.get("coldStart"), e.get("criticalPath"), e.get("ingestTime"))
    return d.finish()


if __name__ == "__main__":
    if "--selftest" in sys.argv:
        selftest()
    elif len(sys.argv) == 2:
        for a in detect(open(sys.argv[1])):
            a["group"] = {k: v for k, v in a["group"].items() if v is not None}
            print(json.dumps({k: v for k, v in a.items() if v is not None}))
    else:
        sys.exit(__doc__)
