/* The data path as C: what the C# driver is held against, and a counter of instructions by the trap flag. Built by `net` when gcc is there. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <string.h>

enum { RX_POINTER, TX_POINTER, RX_DOORBELL, TX_DOORBELL, RX_EVENT_DOORBELL, TX_EVENT_DOORBELL };
enum { ENTRIES = 512, MASK = ENTRIES - 1, BUFFER = 2048, RX_CHANNEL = 6, TX_CHANNEL = 3 };

typedef struct {
    volatile uint32_t *registers;
    volatile uint64_t *rx_ring, *rx_events, *tx_ring, *tx_events;
    uint8_t *buffers, *packet;
    uint64_t buffer_base, rx_base, tx_base;
    int32_t *rx_handle, *tx_handle, *free;
    int32_t free_count, copy;
    uint32_t rx_read, rx_write, tx_read, tx_write;
    uint64_t rx_packets, rx_bytes, tx_packets, tx_bytes, bad;
    uint64_t sum;
} loop_state;

static inline int slot_of(uint64_t address, uint64_t rest, uint64_t base, int channel)
{
    uint64_t offset = address - base;
    return (int)(rest >> 56) == channel && offset < ENTRIES * 16 && (offset & 15) == 0 ? (int)(offset >> 4) : -1;
}

void loop_run(loop_state *s, int batch, int rounds)
{
    volatile uint32_t *registers = s->registers;
    const uint64_t element = (uint64_t)(2u << 16 | 1u << 9) << 32;
    for (int round = 0; round < rounds; round++) {
        registers[RX_POINTER] = ((s->rx_read + batch) & MASK) * 16;
        uint32_t end = registers[RX_POINTER] >> 4, read = s->rx_read, write = s->tx_write;
        if (end >= ENTRIES) { s->bad++; return; }
        while (read != end) {
            uint64_t address = s->rx_events[read * 2], rest = s->rx_events[read * 2 + 1];
            int slot = slot_of(address, rest, s->rx_base, RX_CHANNEL);
            uint32_t length = (uint32_t)rest & 0xffff;
            read = (read + 1) & MASK;
            if (slot < 0 || length > BUFFER) { s->bad++; continue; }
            int handle = s->rx_handle[slot];
            uint8_t *data = s->buffers + (size_t)handle * BUFFER;
            s->rx_packets++;
            s->rx_bytes += length;
            s->sum += *(volatile uint32_t *)data;
            if (s->copy) { memcpy(data, s->packet, s->copy); }
            s->tx_ring[write * 2] = s->buffer_base + (uint64_t)handle * BUFFER;
            s->tx_ring[write * 2 + 1] = element | length;
            s->tx_handle[write] = handle;
            write = (write + 1) & MASK;
        }
        s->rx_read = read;
        registers[RX_EVENT_DOORBELL] = read * 16;
        s->tx_write = write;
        __atomic_thread_fence(__ATOMIC_RELEASE);
        registers[TX_DOORBELL] = write * 16;

        registers[TX_POINTER] = write * 16;
        end = registers[TX_POINTER] >> 4;
        read = s->tx_read;
        if (end >= ENTRIES) { s->bad++; return; }
        while (read != end) {
            uint64_t address = s->tx_events[read * 2], rest = s->tx_events[read * 2 + 1];
            int slot = slot_of(address, rest, s->tx_base, TX_CHANNEL);
            read = (read + 1) & MASK;
            if (slot < 0) { s->bad++; continue; }
            s->tx_packets++;
            s->tx_bytes += (uint32_t)rest & 0xffff;
            s->free[s->free_count++] = s->tx_handle[slot];
        }
        s->tx_read = read;
        registers[TX_EVENT_DOORBELL] = read * 16;

        write = s->rx_write;
        for (int i = 0; i < batch; i++) {
            int handle = s->free[--s->free_count];
            s->rx_ring[write * 2] = s->buffer_base + (uint64_t)handle * BUFFER;
            s->rx_ring[write * 2 + 1] = element | BUFFER;
            s->rx_handle[write] = handle;
            write = (write + 1) & MASK;
        }
        s->rx_write = write;
        __atomic_thread_fence(__ATOMIC_RELEASE);
        registers[RX_DOORBELL] = write * 16;
    }
}

static volatile long steps;

static void on_step(int number)
{
    (void)number;
    steps++;
}

/* Instructions that the thread executes in action(argument), the call itself and its way into managed code included. */
long count_steps(void (*action)(long), long argument)
{
    struct sigaction now, before;
    memset(&now, 0, sizeof now);
    now.sa_handler = on_step;
    sigaction(SIGTRAP, &now, &before);
    steps = 0;
    __asm__ volatile("pushfq; orq $0x100, (%%rsp); popfq" ::: "memory", "cc");
    action(argument);
    __asm__ volatile("pushfq; andq $-257, (%%rsp); popfq" ::: "memory", "cc");
    sigaction(SIGTRAP, &before, 0);
    return steps;
}
