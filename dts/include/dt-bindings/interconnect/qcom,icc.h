/* SPDX-License-Identifier: MIT */
/* The second cell of an interconnect endpoint: in which state of the CPUs the request counts (0 means always). */
#ifndef DT_BINDINGS_INTERCONNECT_QCOM_ICC_H
#define DT_BINDINGS_INTERCONNECT_QCOM_ICC_H

#define QCOM_ICC_TAG_AMC         1 /* now */
#define QCOM_ICC_TAG_WAKE        2 /* from waking up on */
#define QCOM_ICC_TAG_SLEEP       4 /* while asleep */
#define QCOM_ICC_TAG_ACTIVE_ONLY (QCOM_ICC_TAG_AMC | QCOM_ICC_TAG_WAKE)
#define QCOM_ICC_TAG_ALWAYS      (QCOM_ICC_TAG_ACTIVE_ONLY | QCOM_ICC_TAG_SLEEP)

#endif
