// SPDX-License-Identifier: MIT
// What the native side of IpaEmbedded.Boards.Native asks of the board. The firmware's target implements it; everything
// else here is the same on every board.
#ifndef IPAEMBEDDED_BOARD_H
#define IPAEMBEDDED_BOARD_H

#include <stddef.h>
#include <stdint.h>

// A piece of physical memory that managed code may map: registers of the IPA, IMEM, SMEM, the carve-out for buffers.
struct IpaBoardWindow
{
    uint32_t first;
    uint32_t size;
};

// The windows of this board. Nothing outside of them is ever mapped, whatever managed code asks for.
extern const IpaBoardWindow g_IpaBoardWindows[];
extern const size_t g_IpaBoardWindowCount;

// Lets the interrupts of the mask through, or keeps them back; bit n stands for the board's interrupt n.
void IpaBoard_SetInterrupts(uint32_t mask, bool enabled);

// Milliseconds since some moment; wraps.
uint32_t IpaBoard_Milliseconds();

// Gives other threads the processor until an interrupt comes or a millisecond has passed.
void IpaBoard_Idle();

// To be called by the board's interrupt handlers: notes interrupt n, 0 to 31, and keeps it back until managed code waits for it again.
void IpaBoard_Raise(uint32_t number);

#endif
