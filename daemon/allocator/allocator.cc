// The allocator of the programs that hold a council's state: Debian's jemalloc, which asks the kernel for huge pages.
//
// The state is hundreds of megabytes of small records met in no order, so nearly every look at one misses the
// processor's table of pages. With pages of 2 MiB catching up is a third faster, and memory grows with a five
// hundredth of the page faults. No source file depends on it: without it everything runs, slower.

extern "C" {
/// Read by jemalloc before main.
extern const char* malloc_conf;  // NOLINT: the name is jemalloc's
const char* malloc_conf = "thp:always,narenas:2";
}
