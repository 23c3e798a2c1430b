/* Another day for a test and everything it starts: LD_PRELOAD of this library adds CASECLOCK_CLOCK_OFFSET_S seconds to
 * the clock of the day. Clocks that only measure run as they are, so that every wait lasts as long as it says.
 *
 * Debian's libfaketime does nearly that. Its 0.9.10 does not know C11's cnd_timedwait, by which librdkafka waits, so that
 * a client would wait for months; and it turns Python's sleep, an absolute one of the monotonic clock, into an error.
 *
 * Example: LD_PRELOAD=libshifted_clock.so CASECLOCK_CLOCK_OFFSET_S=86400 date    tomorrow
 *
 * Not shifted: the times of files, and programs that ask the kernel past the C library (everything written in Go).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static time_t offset_s;

__attribute__((constructor)) static void ReadOffset(void) {
  const char* text = getenv("CASECLOCK_CLOCK_OFFSET_S");
  offset_s = text == NULL ? 0 : (time_t)atoll(text);
}

static int IsOfTheDay(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

/* A deadline as the kernel knows it. Times since the start of a machine are small, times of the day are not: so it is
 * plain by which clock a condition variable waits. */
static const struct timespec* Unshifted(const struct timespec* deadline, struct timespec* into) {
  static const time_t kSince2001 = 1000000000;
  if (deadline == NULL || deadline->tv_sec < kSince2001) return deadline;
  *into = *deadline;
  into->tv_sec -= offset_s;
  return into;
}

/* --- What time it is ------------------------------------------------------------------------- */

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (failed == 0 && IsOfTheDay(clock)) now->tv_sec += offset_s;
  return failed;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  struct timespec exact;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* now) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now != NULL) *now = exact.tv_sec;
  return exact.tv_sec;
}

int timespec_get(struct timespec* now, int base) {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

/* --- Waiting until a time of the day --------------------------------------------------------- */

#define REAL(type, name, version) \
  static type real;               \
  if (real == NULL) real = (type)dlvsym(RTLD_NEXT, name, version)

int pthread_cond_timedwait(pthread_cond_t* restrict condition, pthread_mutex_t* restrict mutex,
                           const struct timespec* restrict deadline) {
  typedef int (*Function)(pthread_cond_t*, pthread_mutex_t*, const struct timespec*);
  REAL(Function, "pthread_cond_timedwait", "GLIBC_2.3.2");
  struct timespec plain;
  return real(condition, mutex, Unshifted(deadline, &plain));
}

int pthread_cond_clockwait(pthread_cond_t* restrict condition, pthread_mutex_t* restrict mutex,
                           clockid_t clock, const struct timespec* restrict deadline) {
  typedef int (*Function)(pthread_cond_t*, pthread_mutex_t*, clockid_t, const struct timespec*);
  REAL(Function, "pthread_cond_clockwait", "GLIBC_2.34");
  struct timespec plain;
  return real(condition, mutex, clock, Unshifted(deadline, &plain));
}

int cnd_timedwait(cnd_t* restrict condition, mtx_t* restrict mutex,
                  const struct timespec* restrict deadline) {
  typedef int (*Function)(cnd_t*, mtx_t*, const struct timespec*);
  REAL(Function, "cnd_timedwait", "GLIBC_2.34");
  struct timespec plain;
  return real(condition, mutex, Unshifted(deadline, &plain));
}

int mtx_timedlock(mtx_t* restrict mutex, const struct timespec* restrict deadline) {
  typedef int (*Function)(mtx_t*, const struct timespec*);
  REAL(Function, "mtx_timedlock", "GLIBC_2.34");
  struct timespec plain;
  return real(mutex, Unshifted(deadline, &plain));
}

int pthread_mutex_timedlock(pthread_mutex_t* restrict mutex,
                            const struct timespec* restrict deadline) {
  typedef int (*Function)(pthread_mutex_t*, const struct timespec*);
  REAL(Function, "pthread_mutex_timedlock", "GLIBC_2.34");
  struct timespec plain;
  return real(mutex, Unshifted(deadline, &plain));
}

int sem_timedwait(sem_t* restrict semaphore, const struct timespec* restrict deadline) {
  typedef int (*Function)(sem_t*, const struct timespec*);
  REAL(Function, "sem_timedwait", "GLIBC_2.34");
  struct timespec plain;
  return real(semaphore, Unshifted(deadline, &plain));
}

int sem_clockwait(sem_t* restrict semaphore, clockid_t clock,
                  const struct timespec* restrict deadline) {
  typedef int (*Function)(sem_t*, clockid_t, const struct timespec*);
  REAL(Function, "sem_clockwait", "GLIBC_2.34");
  struct timespec plain;
  return real(semaphore, clock, Unshifted(deadline, &plain));
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec* duration,
                    struct timespec* left) {
  typedef int (*Function)(clockid_t, int, const struct timespec*, struct timespec*);
  REAL(Function, "clock_nanosleep", "GLIBC_2.17");
  struct timespec plain;
  const int is_deadline = (flags & TIMER_ABSTIME) != 0;
  return real(clock, flags, is_deadline ? Unshifted(duration, &plain) : duration, left);
}
