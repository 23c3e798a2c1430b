/// @file
/// C11 threads by way of POSIX threads, for the preset `tsan` alone.
///
/// librdkafka makes its threads with thrd_create and locks with mtx_lock, which lie inside glibc. The thread sanitizer
/// watches pthread_create and pthread_mutex_lock only: a thread that it has not seen begin crashes in it, and what a
/// lock orders that it has not seen looks like a race. These functions stand before glibc's, because a program's own
/// symbols come first, and say the same in words that the sanitizer knows.
///
/// The bytes of a lock itself are not watched: librdkafka hands locks from thread to thread by atomic counters, which
/// the sanitizer does not see in a library that is not built with it. What a lock orders is.
///
/// Only what librdkafka 2.0 asks for; `nm -D librdkafka.so.1 | grep -E ' (thrd|mtx|cnd)_'` lists it. call_once is left
/// to glibc: what it orders happens before librdkafka's first thread.
#include <pthread.h>
#include <threads.h>

#include <cerrno>
#include <memory>

static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t) &&
              alignof(mtx_t) >= alignof(pthread_mutex_t));
static_assert(sizeof(cnd_t) >= sizeof(pthread_cond_t) && alignof(cnd_t) >= alignof(pthread_cond_t));
static_assert(sizeof(thrd_t) == sizeof(pthread_t));

extern "C" {
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
}

namespace {

/// While it lives, the thread's accesses are not looked at; locks are.
class Unwatched {
 public:
  Unwatched() {
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
  }
  ~Unwatched() {
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
  }
};

struct Start {
  thrd_start_t run;
  void* argument;
};

void* Run(void* given) {
  const std::unique_ptr<Start> start(static_cast<Start*>(given));
  return reinterpret_cast<void*>(static_cast<intptr_t>(start->run(start->argument)));
}

pthread_mutex_t* Mutex(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* Condition(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }

int Result(int error) {
  switch (error) {
    case 0: return thrd_success;
    case ENOMEM: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    case EBUSY: return thrd_busy;
    default: return thrd_error;
  }
}

}  // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t run, void* argument) {
  auto start = std::make_unique<Start>(Start{run, argument});
  const int error = pthread_create(thread, nullptr, Run, start.get());
  if (error == 0) start.release();  // the thread has it now
  return error == EAGAIN ? thrd_nomem : Result(error);
}

int thrd_join(thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = pthread_join(thread, &value);
  if (error == 0 && result != nullptr) {
    *result = static_cast<int>(reinterpret_cast<intptr_t>(value));
  }
  return Result(error);
}

thrd_t thrd_current() { return pthread_self(); }

int mtx_init(mtx_t* mutex, int type) {
  const Unwatched unwatched;
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if ((type & mtx_recursive) != 0) {
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  }
  const int error = pthread_mutex_init(Mutex(mutex), &attributes);
  pthread_mutexattr_destroy(&attributes);
  return Result(error);
}

void mtx_destroy(mtx_t* mutex) {
  const Unwatched unwatched;
  pthread_mutex_destroy(Mutex(mutex));
}
int mtx_lock(mtx_t* mutex) {
  const Unwatched unwatched;
  return Result(pthread_mutex_lock(Mutex(mutex)));
}
int mtx_trylock(mtx_t* mutex) {
  const Unwatched unwatched;
  return Result(pthread_mutex_trylock(Mutex(mutex)));
}
int mtx_unlock(mtx_t* mutex) {
  const Unwatched unwatched;
  return Result(pthread_mutex_unlock(Mutex(mutex)));
}

int cnd_init(cnd_t* condition) {
  const Unwatched unwatched;
  return Result(pthread_cond_init(Condition(condition), nullptr));
}
void cnd_destroy(cnd_t* condition) {
  const Unwatched unwatched;
  pthread_cond_destroy(Condition(condition));
}
int cnd_signal(cnd_t* condition) {
  const Unwatched unwatched;
  return Result(pthread_cond_signal(Condition(condition)));
}
int cnd_broadcast(cnd_t* condition) {
  const Unwatched unwatched;
  return Result(pthread_cond_broadcast(Condition(condition)));
}
int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  const Unwatched unwatched;
  return Result(pthread_cond_wait(Condition(condition), Mutex(mutex)));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
  const Unwatched unwatched;
  return Result(pthread_cond_timedwait(Condition(condition), Mutex(mutex), until));
}

}  // extern "C"
