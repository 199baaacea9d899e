/* SPDX-License-Identifier: MIT */
/* The first cell of a GIC specifier: which of the two number ranges the second cell counts in. */
#ifndef DT_BINDINGS_INTERRUPT_CONTROLLER_ARM_GIC_H
#define DT_BINDINGS_INTERRUPT_CONTROLLER_ARM_GIC_H

#include <dt-bindings/interrupt-controller/irq.h>

#define GIC_SPI 0 /* shared by all CPUs */
#define GIC_PPI 1 /* one per CPU */

#endif
