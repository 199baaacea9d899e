// The least that joins two TUN interfaces: what is read from one is written to the other, one packet at a time. What `ipa run --far` is measured against.
// Usage: forward NEAR FAR FAR_NAMESPACE_PATH; the interfaces are created, the second in the namespace, and end with the program.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int create(const char *name)
{
    struct ifreq request;
    int descriptor = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    memset(&request, 0, sizeof request);
    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (descriptor < 0 || ioctl(descriptor, TUNSETIFF, &request) < 0) { perror(name); exit(1); }
    return descriptor;
}

static void pass(int from, int to)
{
    static char packet[65536];
    for (int i = 0; i < 64; i++) {
        ssize_t length = read(from, packet, sizeof packet);
        if (length <= 0) { return; }
        if (write(to, packet, length) < 0) { perror("write"); }
    }
}

int main(int count, char **arguments)
{
    if (count != 4) { fprintf(stderr, "usage: forward NEAR FAR NAMESPACE\n"); return 2; }
    struct pollfd entries[2];
    entries[0].fd = create(arguments[1]);
    int space = open(arguments[3], O_RDONLY | O_CLOEXEC);
    if (space < 0 || setns(space, CLONE_NEWNET) < 0) { perror(arguments[3]); return 1; }
    entries[1].fd = create(arguments[2]);
    entries[0].events = entries[1].events = POLLIN;
    puts("ready");
    fflush(stdout);
    while (poll(entries, 2, -1) >= 0) {
        if (entries[0].revents) { pass(entries[0].fd, entries[1].fd); }
        if (entries[1].revents) { pass(entries[1].fd, entries[0].fd); }
    }
    return 0;
}
